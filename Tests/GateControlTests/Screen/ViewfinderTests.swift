import GateControl
import Imaging
import LibraryModel
import Testing

@Suite("The viewfinder")
struct ViewfinderTests {
    private static func picture(_ brightness: UInt8) -> LumaImage { LumaImage(width: 32, height: 24, filled: brightness) }
    private static func at(_ milliseconds: Int64) -> Instant { Instant(nanoseconds: 1_000_000_000) + .milliseconds(milliseconds) }

    @Test("takes no picture while nobody watches")
    func nobody() {
        let finder = Viewfinder()
        var taken = 0
        func picture() -> LumaImage { taken += 1; return Self.picture(0) }
        finder.offer(picture(), at: Self.at(0))
        #expect(taken == 0)
        let watch = finder.watch()
        finder.offer(picture(), at: Self.at(1))
        #expect(taken == 1 && watch != nil)
    }

    @Test("takes at most five pictures a second, and a slow watcher gets the newest alone")
    func rate() async throws {
        let finder = Viewfinder()
        let watch = try #require(finder.watch())
        for step in 0..<30 { finder.offer(Self.picture(UInt8(step)), at: Self.at(Int64(step) * 33)) }
        var pictures = watch.makeAsyncIterator()
        // 0, 231, 462 and 693 ms, and 924 ms.
        #expect(await pictures.next() == Self.picture(28))
        finder.offer(Self.picture(99), at: Self.at(1000))
        finder.offer(Self.picture(100), at: Self.at(1124))
        #expect(await pictures.next() == Self.picture(100))
    }

    @Test("few may watch, and whoever stops is forgotten")
    func few() throws {
        let finder = Viewfinder()
        var watches: [AsyncStream<LumaImage>?] = (0..<Viewfinder.mostWatchers).map { _ in finder.watch() }
        #expect(finder.watch() == nil && finder.watchers == Viewfinder.mostWatchers)
        watches.removeLast()
        #expect(finder.watchers == Viewfinder.mostWatchers - 1 && finder.watch() != nil)
        watches = []
        #expect(finder.watchers == 0)
    }
}
