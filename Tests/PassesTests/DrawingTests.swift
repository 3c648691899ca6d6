import Imaging
import Passes
import Testing

@Suite struct DrawingTests {
    /// Dark corner, light right column, three rows: small enough to check by eye.
    let small: ModuleGrid
    init() throws {
        small = try #require(ModuleGrid(side: 3, isDark: [true, true, false, false, true, false, true, true, true]))
    }

    @Test func `the longest pass is drawn as version 9 with correction Q`() throws {
        let longest = "GH1:" + String(repeating: "A", count: PassIssuer.longestText - 4)
        #expect(try PassSymbol.symbol(longest).version == 9)
        #expect(try PassSymbol.symbol(longest, correction: .quartile).version == 9)
        #expect(try PassSymbol.symbol(longest, correction: .medium).version == 8)
        #expect(try PassSymbol.symbol(longest + "A", correction: .quartile).version == 10)
        // One more goes to M, where it still fits version 8.
        #expect(try PassSymbol.symbol(longest + "A").version == 8)
    }

    @Test func `an issued pass is drawn as version 9`() throws {
        let fixture = try Fixture()
        let symbol = try PassSymbol.symbol(try fixture.issuer.issue(fixture.claims))
        #expect(symbol.side == 53)
        // The corner of a finder pattern (ISO/IEC 18004 section 6.3.3).
        #expect((0..<7).allSatisfy { symbol[x: $0, y: 0] && symbol[x: 0, y: $0] })
        #expect(!symbol[x: 7, y: 7])
        #expect(!symbol[x: -1, y: 0] && !symbol[x: 0, y: 53])
    }

    @Test func `any bytes are drawn, and what is too long is refused`() throws {
        #expect(try PassSymbol.symbol([0, 255, 10], correction: .low).version == 1)
        #expect(try PassSymbol.symbol(Array(repeating: 0xFF, count: 2953), correction: .low).version == 40)
        #expect(throws: PassError.notDrawable(bytes: 2954)) {
            try PassSymbol.symbol(Array(repeating: 0xFF, count: 2954), correction: .low)
        }
        #expect(throws: PassError.notDrawable(bytes: 0)) { try PassSymbol.symbol("") }
        #expect(throws: PassError.notDrawable(bytes: 1_000_000)) { try PassSymbol.symbol(Array(repeating: 1, count: 1_000_000)) }
    }

    @Test func `a symbol is a square of modules`() {
        #expect(ModuleGrid(side: 3, isDark: [true]) == nil)
        #expect(ModuleGrid(side: 0, isDark: []) == nil)
        #expect(ModuleGrid(side: 178, isDark: Array(repeating: true, count: 178 * 178)) == nil)
        #expect(small.version == nil)
    }

    @Test func `SVG is one path of runs on white`() {
        #expect(
            small.svg(quietZone: 1) == """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5 5" stroke="none" shape-rendering="crispEdges">\
                <rect width="5" height="5" fill="#fff"/>\
                <path fill="#000" d="M1 1h2v1h-2zM2 2h1v1h-1zM1 3h3v1h-3z"/></svg>

                """)
        #expect(small.svg().contains("viewBox=\"0 0 11 11\""))
        #expect(small.svg(quietZone: .min) == small.svg(quietZone: 0))
        #expect(small.svg(quietZone: .max) == small.svg(quietZone: 64))
    }

    @Test func `a terminal shows two rows a line`() {
        #expect(
            small.terminal(.plainOnLight) == """
                \("           ")
                \("           ")
                \("    ▀█     ")
                \("    ▀▀▀    ")
                \("           ")
                \("           ")

                """)
        #expect(
            small.terminal(.plainOnDark) == """
                ███████████
                ███████████
                ████▄ █████
                ████▄▄▄████
                ███████████
                ▀▀▀▀▀▀▀▀▀▀▀

                """)
        let lines = small.terminal().split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[2] == "\u{1B}[38;5;16;48;5;231m    ▀█     \u{1B}[0m")
    }

    @Test func `a picture has black modules on white`() throws {
        let image = try #require(small.image(pixelsPerModule: 2, quietZone: 0))
        #expect(image.width == 6 && image.height == 6)
        #expect(Array(image.pixels.prefix(6)) == [0, 0, 0, 0, 255, 255])
        #expect(Array(image.pixels[12..<18]) == [255, 255, 0, 0, 255, 255])
        #expect(small.image(pixelsPerModule: 3)?.width == 33)
    }

    @Test(arguments: [(0, 4), (-1, 4), (65, 4), (Int.max, 4), (1, -1), (1, 65), (1, Int.max)])
    func `a picture out of range is not made`(pixels: Int, quietZone: Int) {
        #expect(small.image(pixelsPerModule: pixels, quietZone: quietZone) == nil)
    }

    @Test func `a picture larger than any other part takes is not made`() throws {
        let large = try #require(ModuleGrid(side: 177, isDark: Array(repeating: true, count: 177 * 177)))
        #expect(large.image(pixelsPerModule: 44)?.width == 8140)
        #expect(large.image(pixelsPerModule: 45) == nil)
    }
}
