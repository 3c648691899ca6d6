import LibraryModel
import Testing

@Suite("a time of day")
struct TimeOfDayTests {
    @Test(
        "is read in three lengths",
        arguments: [
            ("00:00", 0), ("08:40", 31_200_000), ("08:40:05", 31_205_000), ("08:40:05.007", 31_205_007),
            ("23:59:59.999", 86_399_999), ("24:00", 86_400_000),
        ])
    func reading(text: String, milliseconds: Int) {
        #expect(TimeOfDay(text)?.milliseconds == milliseconds)
    }

    @Test(
        "that is none is refused",
        arguments: [
            "", ":", "::", ".", "8:40", "08:4", "0840", "24:01", "25:00", "08:60", "08:40:60", "08:40.500", "08:40:00.5",
            "08:40:00.5000", "08:40:00.", "08:40:00:00", "-8:40", "08:40 ", "08:40:00.00x", "０８:40",
        ])
    func malformed(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test("is written for prompts to the minute and for records to the millisecond")
    func writing() throws {
        let time = try #require(TimeOfDay(hour: 8, minute: 5, second: 9, millisecond: 7))
        #expect(time.description == "08:05")
        #expect(time.precise == "08:05:09.007")
        #expect((time.hour, time.minute, time.second) == (8, 5, 9))
    }

    @Test("lies between midnight and midnight")
    func bounds() {
        #expect(TimeOfDay(milliseconds: -1) == nil)
        #expect(TimeOfDay(milliseconds: 0)?.precise == "00:00:00.000")
        #expect(TimeOfDay(milliseconds: 86_400_000)?.precise == "24:00:00.000")
        #expect(TimeOfDay(milliseconds: 86_400_001) == nil)
        #expect(TimeOfDay(hour: 24, minute: 0, second: 1) == nil)
        #expect(TimeOfDay(hour: -1, minute: 0) == nil)
    }

    @Test("is ordered by the clock")
    func order() throws {
        let times = try ["00:00", "07:59:59.999", "08:00", "24:00"].map { try #require(TimeOfDay($0)) }
        #expect(times.reversed().sorted() == times)
    }
}
