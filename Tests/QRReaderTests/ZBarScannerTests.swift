import Imaging
import QRReader
import Testing

@Suite("The scanner")
struct ZBarScannerTests {
    private let scanner: ZBarScanner

    init() throws { scanner = try ZBarScanner() }

    @Test func `each byte from 0x00 to 0xFF comes out as it went in`() {
        let found = scanner.read(Pictures.paper(300, 300, [(Symbols.allBytes, 4, 30, 30)]))
        #expect(found.map(\.bytes) == [Array(0...255)])
    }

    @Test func `a symbol is read and its box lies on it`() throws {
        let found = scanner.read(Pictures.paper(640, 480, [(Symbols.hello, 6, 200, 100)]))
        #expect(found.map(\.text) == [Symbols.helloText])
        let box = try #require(found.first).box
        #expect(abs(box.x - 200) <= 6 && abs(box.y - 100) <= 6)
        #expect(abs(box.width - 126) <= 9 && abs(box.height - 126) <= 9)
    }

    @Test func `several symbols in one picture are all read, the largest first`() {
        let found = scanner.read(
            Pictures.paper(640, 480, [(Symbols.hello, 4, 40, 40), (Symbols.another, 8, 300, 200)]))
        #expect(found.map(\.text) == [Symbols.anotherText, Symbols.helloText])
    }

    @Test func `symbols joined by structured append are one payload`() {
        let found = scanner.read(
            Pictures.paper(640, 480, [(Symbols.joinedSecond, 6, 40, 100), (Symbols.joinedFirst, 6, 300, 100)]))
        #expect(found.map(\.text) == [Symbols.joinedText])
    }

    @Test(arguments: [Symbols.joinedFirst, Symbols.joinedSecond])
    func `a part of a structured append alone is no payload`(_ part: ModuleGrid) {
        #expect(scanner.read(Pictures.paper(400, 400, [(part, 6, 100, 100)])).isEmpty)
    }

    @Test func `a scanner that has read one picture starts the next one afresh`() {
        let code = Pictures.paper(300, 300, [(Symbols.hello, 6, 60, 60)])
        #expect(scanner.read(code).count == 1)
        #expect(scanner.read(LumaImage(width: 300, height: 300, filled: 255)).isEmpty)
        #expect(scanner.read(code).count == 1)
    }

    @Test(arguments: [(1, 1), (1, 400), (400, 1), (2, 2), (3, 17), (16, 16)])
    func `a picture too small for any symbol gives nothing`(_ width: Int, _ height: Int) {
        #expect(scanner.read(LumaImage(width: width, height: height, filled: 0)).isEmpty)
    }

    @Test func `a light symbol on dark ground is left to the steps that invert`() {
        let light = Pictures.paper(300, 300, [(Symbols.hello, 6, 60, 60)]).inverted()
        #expect(scanner.read(light).isEmpty)
        #expect(ZBarStep(.rawInverted, with: scanner).read(light).map(\.text) == [Symbols.helloText])
    }

    @Test(arguments: [(0, false), (1, true), (7089, true), (7090, false)])
    func `a payload holds one byte to the most that a symbol can hold`(_ count: Int, _ fits: Bool) {
        let box = PixelRegion(x: 0, y: 0, width: 1, height: 1)
        #expect((Payload(bytes: Array(repeating: 7, count: count), box: box) != nil) == fits)
    }
}
