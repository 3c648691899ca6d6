import Imaging
import LibraryModel
import QRReader
import Testing

/// Frames in order, each with its time in milliseconds and the codes in view, and the codes that begin a presentation.
struct Showing: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let frames: [(at: Int, seen: [String], begins: [String])]

    init(_ description: String, _ frames: [(at: Int, seen: [String], begins: [String])]) {
        (testDescription, self.frames) = (description, frames)
    }

    static let table: [Showing] = [
        Showing("an empty frame begins nothing", [(0, [], [])]),
        Showing("one code held up is one presentation", [(0, ["A"], ["A"]), (33, ["A"], []), (66, ["A"], [])]),
        Showing(
            "a code held up for long stays one presentation",
            [(0, ["A"], ["A"]), (1900, ["A"], []), (3800, ["A"], []), (5700, ["A"], [])]),
        Showing("a code back after just under 2 s is the same", [(0, ["A"], ["A"]), (1999, ["A"], [])]),
        Showing("a code back after 2 s is a new one", [(0, ["A"], ["A"]), (2000, ["A"], ["A"])]),
        Showing(
            "absence counts from the last sight, not the first",
            [(0, ["A"], ["A"]), (1500, ["A"], []), (2500, ["A"], []), (4499, ["A"], []), (6499, ["A"], ["A"])]),
        Showing("a renewed pass is a new presentation", [(0, ["A"], ["A"]), (100, ["B"], ["B"])]),
        Showing("codes in turn are two presentations", [(0, ["A"], ["A"]), (100, ["B"], ["B"]), (200, ["A"], []), (300, ["B"], [])]),
        Showing("two codes at once both begin, the larger first", [(0, ["A", "BBB"], ["BBB", "A"])]),
        Showing("a second code joins", [(0, ["A"], ["A"]), (50, ["A", "BB"], ["BB"])]),
        Showing("one code twice in a frame is one", [(0, ["A", "A"], ["A"])]),
        Showing(
            "of a sheet of codes the four largest begin, and only once",
            [
                (0, ["A", "BB", "CCC", "DDDD", "EEEEE"], ["EEEEE", "DDDD", "CCC", "BB"]),
                (40, ["A", "BB", "CCC", "DDDD", "EEEEE"], []),
            ]),
        Showing("a clock that stands still folds", [(5, ["A"], ["A"]), (5, ["A"], [])]),
    ]
}

@Suite("The presentation filter")
struct PresentationFilterTests {
    /// A code named by its text; its box is the larger the longer the text.
    private func code(_ text: String) throws -> Payload {
        let box = PixelRegion(x: 0, y: 0, width: text.utf8.count, height: 10)
        return try #require(Payload(bytes: Array(text.utf8), box: box))
    }

    private func instant(_ milliseconds: Int) -> Instant { Instant(nanoseconds: Int64(milliseconds) * 1_000_000) }

    @Test(arguments: Showing.table)
    func `frames in order begin presentations`(_ showing: Showing) throws {
        var filter = PresentationFilter()
        for frame in showing.frames {
            let begun = filter.see(try frame.seen.map(code), at: instant(frame.at))
            #expect(begun.map(\.text) == frame.begins, "at \(frame.at) ms")
        }
    }

    @Test func `the seventeenth code within two seconds pushes out the one unseen for longest, and no other`() throws {
        var filter = PresentationFilter()
        for number in 0..<17 {
            #expect(filter.see([try code("code \(number)")], at: instant(number)).count == 1)
        }
        for number in 1..<17 {
            #expect(filter.see([try code("code \(number)")], at: instant(100 + number)).isEmpty)
        }
        #expect(filter.see([try code("code 0")], at: instant(200)).count == 1)
    }
}
