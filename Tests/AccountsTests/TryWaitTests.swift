import Accounts
import LibraryModel
import Testing

@Suite("wrong tries wait longer each time")
struct TryWaitTests {
    private let now = WallTime(seconds: 1_795_222_800)

    @Test("four are free, then a second and twice as long each time, at most 15 minutes", arguments: [
        (0, 0), (1, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 64), (12, 128), (13, 256), (14, 512),
        (15, 900), (16, 900), (100, 900), (Int.max, 900), (-1, 0),
    ])
    func waits(tries: Int, seconds: Int) { #expect(TryWait.wait(after: tries) == .seconds(seconds)) }

    @Test("what is left shrinks with the time and ends on the instant", arguments: [
        (6, 0, 2000), (6, 500, 1500), (6, 1999, 1), (6, 2000, nil), (6, 9_000_000, nil), (4, 0, nil),
        // The clock was set back by an hour and by a year.
        (6, -3_600_000, 2000), (30, -31_536_000_000, 900_000),
    ] as [(Int, Int, Int?)])
    func left(tries: Int, after milliseconds: Int, expected: Int?) {
        let left = TryWait.left(after: tries, lastTryAt: now, at: now + .milliseconds(milliseconds))
        #expect(left == expected.map { .milliseconds($0) })
    }

    @Test("who never tried does not wait")
    func never() { #expect(TryWait.left(after: 9, lastTryAt: nil, at: now) == nil) }
}
