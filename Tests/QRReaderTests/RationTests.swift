import Imaging
import LibraryModel
import QRReader
import Testing

@Suite("The ration of frames")
struct RationTests {
    private static let frame = PixelRegion(x: 0, y: 0, width: 1280, height: 720)
    private static let place = PixelRegion(x: 400, y: 200, width: 300, height: 300)

    /// So many frames a second for so long, in all of which these places are likely, and what they get.
    private func shares(
        _ ration: inout Ration, _ likely: [PixelRegion], perSecond: Int = 30, for seconds: Int = 10,
        from begin: Duration = .zero, isRead: Bool = false
    ) -> [Ration.Share] {
        (0..<seconds * perSecond).map { number in
            let taken = Instant.zero + begin + .seconds(1) * number / perSecond
            let share = ration.share(of: Self.frame, likely: likely, at: taken)
            if isRead { ration.found(at: taken) }
            return share
        }
    }

    private func count(_ share: Ration.Share, in shares: [Ration.Share]) -> Int { shares.count { $0 == share } }

    @Test func `before a still hall a single step is tried on every second frame, and nothing else`() {
        var ration = Ration()
        let shares = shares(&ration, [])
        #expect(count(.glimpse, in: shares) == 150 && count(.nothing, in: shares) == 150)
    }

    @Test(arguments: [(5, 50), (10, 100), (15, 150), (60, 150), (120, 150)])
    func `a camera of another rate costs no more`(_ perSecond: Int, _ glimpses: Int) {
        var ration = Ration()
        #expect(count(.glimpse, in: shares(&ration, [], perSecond: perSecond)) == glimpses)
    }

    @Test(arguments: [(5, 100), (7, 75), (10, 60), (25, 25), (40, 15), (1000, 1)])
    func `glimpses take a sixteenth of the time, however slow the board`(_ milliseconds: Int, _ glimpses: Int) {
        var ration = Ration()
        let shares = (0..<300).map { number in
            let share = ration.share(of: Self.frame, likely: [], at: .zero + .seconds(1) * number / 30)
            if share == .glimpse { ration.glimpseTook(.milliseconds(milliseconds)) }
            return share
        }
        #expect(count(.glimpse, in: shares) == glimpses)
    }

    @Test(arguments: 1...7)
    func `what is new is decoded in the very frame in which it comes`(_ frames: Int) {
        var ration = Ration()
        for number in 0..<frames {
            _ = ration.share(of: Self.frame, likely: [], at: .zero + HallFrames.period * number)
        }
        #expect(ration.share(of: Self.frame, likely: [Self.place], at: .zero + HallFrames.period * frames) == .places)
    }

    @Test func `what is new and not read gets every frame, three of thirty of them whole`() {
        var ration = Ration()
        let shares = shares(&ration, [Self.place])
        #expect(count(.whole, in: shares) == 33)
        #expect(count(.places, in: shares) == 300 - 33)
    }

    @Test func `a code that is read gets every frame, at its place`() {
        var ration = Ration()
        #expect(Set(shares(&ration, [Self.place], isRead: true)) == [.places])
    }

    @Test func `a frame that is likely all over is decoded whole, each one`() {
        var ration = Ration()
        #expect(Set(shares(&ration, [Self.frame])) == [.whole])
    }

    @Test func `a clock that runs backwards stops nothing`() {
        var ration = Ration()
        _ = shares(&ration, [], from: .seconds(100))
        #expect(count(.glimpse, in: shares(&ration, [])) == 150)
        _ = shares(&ration, [Self.place], from: .seconds(100))
        #expect(count(.whole, in: shares(&ration, [Self.place])) >= 33)
    }
}
