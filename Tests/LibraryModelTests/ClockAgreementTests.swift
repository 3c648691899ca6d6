import LibraryModel
import Testing

@Suite("what a clock is compared with before anything that cannot be undone (R26)")
struct ClockAgreementTests {
    static let written = WallTime(seconds: 1_790_000_000)

    @Test("how far it is from the last written time decides who believes it", arguments: [
        ("the same instant", .zero, .near), ("two minutes behind", .zero - .minutes(2), .near),
        ("more than two minutes behind", .zero - .milliseconds(120_001), .apart),
        ("off over a long weekend", .hours(82), .near), ("four days", .hours(96), .near),
        ("more than four days", .hours(96) + .milliseconds(1), .ahead), ("a summer's closure", .hours(24 * 60), .ahead),
        ("a hundred days", .hours(2400), .ahead), ("longer than any closure", .hours(2400) + .milliseconds(1), .apart),
        ("400 days", .hours(9600), .apart), ("a year behind", .zero - .hours(8760), .apart),
    ] as [(String, Duration, ClockAgreement)])
    func agreement(what: String, ahead: Duration, agreement: ClockAgreement) {
        #expect(ClockAgreement(of: Self.written + ahead, lastWritten: Self.written) == agreement)
    }

    @Test("only a reading that is believed vouches for an instant")
    func vouched() {
        #expect(ClockReading(time: Self.written, trust: .trusted).vouched?.time == Self.written)
        #expect(ClockReading(time: Self.written, trust: .untrusted(lastKnown: Self.written)).vouched == nil)
    }

    @Test("what is chosen by the clock is chosen by the last one that was believed")
    func steady() {
        let ahead = Self.written + .hours(9600)
        #expect(ClockReading(time: ahead, trust: .trusted).steady == ahead)
        #expect(ClockReading(time: ahead, trust: .untrusted(lastKnown: Self.written)).steady == Self.written)
        #expect(ClockReading(time: ahead, trust: .untrusted(lastKnown: nil)).steady == ahead)
        #expect(ClockReading(time: ahead, trust: .untrusted(lastKnown: nil), believed: Self.written).steady == Self.written)
    }

    @Test("the doubt has a word, a distance and plain words", arguments: [
        (Duration.hours(9600), "apart", "400 days ahead of"), (.zero - .hours(5), "apart", "5 h behind"),
        (.hours(24 * 60), "ahead", "60 days ahead of"), (.zero, "not_synchronised", "not synchronised"),
    ])
    func doubt(ahead: Duration, code: String, words: String) throws {
        let reading = ClockReading(time: Self.written + ahead, trust: .untrusted(lastKnown: nil))
        let doubt = try #require(ClockDoubt(reading, lastWritten: Self.written))
        #expect(doubt.code == code && doubt.ahead == ahead && ClockDoubt.codes.contains(code))
        #expect(doubt.words.en.contains(words) && !doubt.words.zh.isEmpty)
        #expect(ClockDoubt(ClockReading(time: Self.written, trust: .trusted), lastWritten: Self.written) == nil)
    }
}
