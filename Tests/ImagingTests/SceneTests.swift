import Imaging
import Testing

@Suite("Drawn scenes")
struct SceneTests {
    private let square: ModuleGrid?

    init() { square = ModuleGrid(rows: ["#..#", "....", "....", "####"]) }

    private func frame(_ scene: DrawnScene, seed: UInt64 = 1) -> LumaImage {
        var chance = Chance(seed: seed)
        return SceneRenderer.frame(of: scene, using: &chance)
    }

    @Test func `the same scene and seed give the same picture, another seed another one`() {
        var scene = DrawnScene(square)
        (scene.noise, scene.clutter, scene.blur, scene.motion, scene.width, scene.height) = (5, 10, 1, 3, 200, 150)
        #expect(frame(scene, seed: 7) == frame(scene, seed: 7))
        #expect(frame(scene, seed: 7) != frame(scene, seed: 8))
    }

    @Test func `modules lie where module size and middle say`() {
        var scene = DrawnScene(square)
        (scene.width, scene.height, scene.moduleSize) = (100, 80, 10)
        let image = frame(scene)
        for (module, expected) in [((0, 0), 20), ((1, 0), 230), ((3, 0), 20), ((1, 1), 230), ((2, 3), 20), ((-1, 0), 230)] {
            #expect(image.near(30 + module.0 * 10 + 5, 20 + module.1 * 10 + 5) == expected, "module \(module)")
        }
    }

    @Test func `before a picture the phone hides its own part of it and no more`() throws {
        let hall = LumaImage(width: 120, height: 90, filled: 150)
        var scene = DrawnScene(square)
        scene.moduleSize = 4
        var chance = Chance(seed: 1)
        let image = SceneRenderer.frame(of: scene, before: hall, using: &chance)
        #expect((image.width, image.height) == (120, 90))
        #expect(image.near(2, 2) == 150 && image.near(117, 87) == 150)
        #expect(image.near(54, 39) == 20)
        #expect(SceneRenderer.frame(of: DrawnScene(nil), before: hall, using: &chance) == hall)
    }

    @Test func `turned by 90 degrees the left edge is on top`() {
        var scene = DrawnScene(ModuleGrid(rows: ["#...", "#...", "#...", "#..."]))
        (scene.width, scene.height, scene.moduleSize, scene.rotation) = (100, 100, 10, 90)
        let image = frame(scene)
        #expect((0..<4).map { image.near(35 + 10 * $0, 35) } == [20, 20, 20, 20])
        #expect((0..<4).map { image.near(35 + 10 * $0, 45) } == [230, 230, 230, 230])
    }

    @Test func `tilted, the far edge is shorter than the near one`() {
        var scene = DrawnScene(ModuleGrid(side: 4, isDark: Array(repeating: true, count: 16)))
        (scene.width, scene.height, scene.moduleSize, scene.tilt, scene.dark) = (200, 200, 20, 40, 60)
        let image = frame(scene)
        func dark(_ x: Int) -> Int { (0..<200).count { image.near(x, $0) == 60 } }
        let columns = (0..<200).filter { dark($0) > 50 }
        let (near, far) = (columns.first ?? 0, columns.last ?? 0)
        #expect(dark(near + 1) > dark(far - 1) + 10)
        #expect(far - near < 70)
    }

    @Test func `dark mode swaps screen and modules`() {
        var scene = DrawnScene(square)
        (scene.width, scene.height, scene.moduleSize, scene.isInverted) = (100, 80, 10, true)
        let image = frame(scene)
        #expect(image.near(35, 25) == 230)
        #expect(image.near(45, 25) == 20)
    }

    @Test func `glare, blur and motion change what they should and no more`() {
        var scene = DrawnScene(square)
        (scene.width, scene.height, scene.moduleSize) = (100, 80, 10)
        let plain = frame(scene)
        var glaring = scene
        glaring.glare = DrawnScene.Glare(x: 0.125, y: 0.125, radius: 8, strength: 300)
        #expect(frame(glaring).near(35, 25) == 255)
        #expect(frame(glaring).near(65, 55) == plain.near(65, 55))
        var soft = scene
        soft.blur = 2
        #expect((100...160).contains(frame(soft).near(40, 25)))
        #expect((100...160).contains(frame(soft).near(39, 25)))
        var moved = scene
        (moved.motion, moved.motionDirection) = (10, 0)
        #expect((60...190).contains(frame(moved).near(40, 25)))
        #expect(frame(moved).near(48, 45) == 230)
    }

    @Test func `noise has about the deviation asked for and no drift`() {
        var scene = DrawnScene(nil)
        (scene.background, scene.noise) = (128, 0)
        let calm = frame(scene)
        scene.noise = 10
        let differences = zip(frame(scene).pixels, calm.pixels).map { Double($0) - Double($1) }
        let mean = differences.reduce(0, +) / Double(differences.count)
        let spread = (differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)).squareRoot()
        #expect(abs(mean) < 0.2)
        #expect(abs(spread - 10) < 0.3)
    }

    @Test(arguments: [-.infinity, -1e300, -1, 0, 1e9, .infinity, .nan] as [Double])
    func `numbers out of range are cut to their limits`(_ wild: Double) {
        var scene = DrawnScene(square)
        (scene.width, scene.height, scene.clutter) = (.min, 40, -5)
        (scene.moduleSize, scene.centreX, scene.centreY, scene.rotation, scene.tilt) = (wild, wild, wild, wild, wild)
        (scene.blur, scene.motion, scene.motionDirection, scene.noise) = (wild, wild, wild, wild)
        (scene.light, scene.dark, scene.background) = (wild, wild, wild)
        scene.glare = DrawnScene.Glare(x: wild, y: wild, radius: wild, strength: wild)
        let image = frame(scene)
        #expect(image.width == 16 && image.height == 40)
    }

    @Test(arguments: [
        ([], false), (["#"], true), (["##"], false), (["#.", ".#"], true), (["#.", "."], false),
        (Array(repeating: String(repeating: "#", count: 178), count: 178), false),
    ])
    func `a grid is a square of 1 to 177 modules`(_ rows: [String], _ isGrid: Bool) {
        #expect((ModuleGrid(rows: rows) != nil) == isGrid)
    }

    @Test func `outside a grid everything is light`() throws {
        let grid = try #require(ModuleGrid(rows: ["##", "##"]))
        #expect(grid[x: 1, y: 1])
        for (x, y) in [(-1, 0), (0, -1), (2, 0), (0, 2), (.min, .max)] { #expect(!grid[x: x, y: y]) }
    }
}
