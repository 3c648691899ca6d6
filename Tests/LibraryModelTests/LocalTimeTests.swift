import LibraryModel
import Testing

@Suite("a time on the library's wall")
struct LocalTimeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let read: String
        let milliseconds: Int64
        let written: String
        init(_ read: String, _ milliseconds: Int64, _ written: String) {
            (self.read, self.milliseconds, self.written) = (read, milliseconds, written)
        }
        var testDescription: String { read }
    }

    static let rows = [
        Row("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000+00:00"),
        Row("1970-01-01T08:00:00+08:00", 0, "1970-01-01T08:00:00.000+08:00"),
        Row("2026-11-21T08:40:00+08:00", 1_795_221_600_000, "2026-11-21T08:40:00.000+08:00"),
        Row("2026-11-21T08:40:00.001+08:00", 1_795_221_600_001, "2026-11-21T08:40:00.001+08:00"),
        Row("2026-11-21T00:40:00Z", 1_795_221_600_000, "2026-11-21T00:40:00.000+00:00"),
        Row("2026-11-20T21:10:00-03:30", 1_795_221_600_000, "2026-11-20T21:10:00.000-03:30"),
        Row("2026-11-21T14:40:00+14:00", 1_795_221_600_000, "2026-11-21T14:40:00.000+14:00"),
    ]

    @Test("is read and written as RFC 3339", arguments: rows)
    func reference(row: Row) throws {
        let time = try #require(LocalTime(rfc3339: row.read))
        #expect(time.instant == WallTime(milliseconds: row.milliseconds))
        #expect(time.description == row.written)
        #expect(LocalTime(time.instant, at: time.offset) == time)
    }

    @Test(
        "without a date, a time or an offset is refused",
        arguments: [
            "", "T", "2026-11-21", "2026-11-21T", "T08:40:00Z", "2026-11-21T08:40:00", "2026-11-21 08:40:00Z",
            "2026-11-21T08:40:00+", "2026-11-21T08:40:00+8", "2026-11-21T08:40:00+0800", "2026-11-21T08:40:00+15:00",
            "2026-11-21T08:40:00+08:60", "2026-11-21T25:00:00Z", "2026-02-29T08:40:00Z", "2026-11-21T08:40:00ZZ",
            "2026-11-21TT08:40:00Z", "2026-11-21T08:40:00+08:00Z", "2026-11-21T-08:40:00Z",
        ])
    func malformed(text: String) {
        #expect(LocalTime(rfc3339: text) == nil)
    }

    @Test("changes its date at local midnight, before 1970 too", arguments: [
        (1_794_931_199_999, "2026-11-17T23:59:59.999+08:00"),
        (1_794_931_200_000, "2026-11-18T00:00:00.000+08:00"),
        (-28_800_001, "1969-12-31T23:59:59.999+08:00"),
        (-28_800_000, "1970-01-01T00:00:00.000+08:00"),
    ] as [(Int64, String)])
    func midnight(milliseconds: Int64, written: String) {
        #expect(LocalTime(WallTime(milliseconds: milliseconds), at: .shanghai).description == written)
    }

    @Test("every minute of a year comes back from its text")
    func roundTrip() {
        let first = WallTime(milliseconds: 1_794_931_200_000)
        var wrong = 0
        for minute in stride(from: 0, to: 366 * 1440, by: 17) {
            let time = LocalTime(first + .milliseconds(minute * 60_001), at: .shanghai)
            if LocalTime(rfc3339: time.description) != time { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("offsets reach fourteen hours to either side")
    func offsets() {
        #expect(TimeZoneOffset(minutes: 840) != nil)
        #expect(TimeZoneOffset(minutes: -840) != nil)
        #expect(TimeZoneOffset(minutes: 841) == nil)
        #expect(TimeZoneOffset(minutes: -841) == nil)
        #expect(TimeZoneOffset.shanghai.minutes == 480)
    }
}
