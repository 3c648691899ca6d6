import Foundation
import LibraryModel
import Testing

@Suite("instants and durations")
struct WallTimeTests {
    @Test("a wall time moves by durations and tells how far apart two are")
    func arithmetic() {
        let time = WallTime(seconds: 100)
        #expect(time + .minutes(2) == WallTime(seconds: 220))
        #expect(time - .hours(1) == WallTime(seconds: -3500))
        #expect(time - WallTime(seconds: 101) == .seconds(-1))
        #expect(time + .microseconds(1999) == WallTime(milliseconds: 100_001), "cut to the millisecond")
    }

    @Test("an instant keeps its nanoseconds")
    func instant() {
        let later = Instant.zero + .microseconds(1500)
        #expect(later.nanoseconds == 1_500_000)
        #expect(later - .zero == .microseconds(1500))
        #expect(Instant.zero < later)
    }

    @Test("a duration counts whole milliseconds and nanoseconds towards zero", arguments: [
        (.milliseconds(-1), -1, -1_000_000), (.microseconds(999), 0, 999_000), (.microseconds(-999), 0, -999_000),
        (.seconds(86_400), 86_400_000, 86_400_000_000_000),
    ] as [(Duration, Int64, Int64)])
    func units(duration: Duration, milliseconds: Int64, nanoseconds: Int64) {
        #expect(duration.inMilliseconds == milliseconds)
        #expect(duration.inNanoseconds == nanoseconds)
    }

    @Test("a wall time is one number in JSON")
    func coding() throws {
        let data = try JSONEncoder().encode([WallTime(milliseconds: -7)])
        #expect(String(decoding: data, as: UTF8.self) == "[-7]")
        #expect(try JSONDecoder().decode([WallTime].self, from: data) == [WallTime(milliseconds: -7)])
    }
}
