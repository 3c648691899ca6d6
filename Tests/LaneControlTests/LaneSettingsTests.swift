import LaneControl
import LibraryModel
import Testing

@Suite("Lane settings") struct LaneSettingsTests {
    typealias Build = @Sendable (Duration) throws -> LaneSettings

    struct Row: Sendable, CustomTestStringConvertible {
        let setting: String
        let allowed: ClosedRange<Duration>
        let build: Build

        var testDescription: String { setting }
    }

    static let rows = [
        Row(setting: "pulse", allowed: .milliseconds(100)...(.milliseconds(1000))) { try LaneSettings(pulse: $0) },
        Row(setting: "passageWait", allowed: .seconds(1)...(.seconds(30))) { try LaneSettings(passageWait: $0) },
        Row(setting: "passageDebounce", allowed: .milliseconds(1)...(.milliseconds(200))) {
            try LaneSettings(passageDebounce: $0)
        },
        Row(setting: "buttonDebounce", allowed: .milliseconds(1)...(.milliseconds(200))) {
            try LaneSettings(buttonDebounce: $0)
        },
        Row(setting: "switchDebounce", allowed: .milliseconds(1)...(.milliseconds(200))) {
            try LaneSettings(switchDebounce: $0)
        },
        Row(setting: "fireDebounce", allowed: .milliseconds(1)...(.milliseconds(200))) {
            try LaneSettings(fireDebounce: $0)
        },
        Row(setting: "sensorStuck", allowed: .seconds(2)...(.seconds(120))) { try LaneSettings(sensorStuck: $0) },
        Row(setting: "buttonStuck", allowed: .seconds(2)...(.seconds(120))) { try LaneSettings(buttonStuck: $0) },
        Row(setting: "notReadyAfter", allowed: .milliseconds(100)...(.seconds(30))) { try LaneSettings(notReadyAfter: $0) },
        Row(setting: "powerLossWindow", allowed: .zero...(.milliseconds(500))) { try LaneSettings(powerLossWindow: $0) },
    ]

    @Test("the ends of a range are allowed, a nanosecond beyond is refused by name and range", arguments: rows)
    func range(_ row: Row) throws {
        #expect(throws: Never.self) { try row.build(row.allowed.lowerBound) }
        #expect(throws: Never.self) { try row.build(row.allowed.upperBound) }
        for value in [row.allowed.lowerBound - .nanoseconds(1), row.allowed.upperBound + .nanoseconds(1)] {
            #expect(throws: LaneSettingsError(setting: row.setting, value: value, allowed: row.allowed)) {
                try row.build(value)
            }
        }
    }

    @Test("values beyond all measure are refused in words") func absurd() {
        let error = LaneSettingsError(
            setting: "pulse", value: .milliseconds(50), allowed: LaneSettings.allowedPulse)
        #expect(error.description == "pulse is 50 ms; allowed are 100 ms to 1000 ms")
        let huge = #expect(throws: LaneSettingsError.self) { try LaneSettings(pulse: .seconds(Int64.max)) }
        #expect(huge?.description == "pulse is more than 30 years; allowed are 100 ms to 1000 ms")
        let negative = #expect(throws: LaneSettingsError.self) { try LaneSettings(pulse: .seconds(Int64.min)) }
        #expect(negative?.description == "pulse is less than nothing; allowed are 100 ms to 1000 ms")
    }

    @Test("the defaults are those of the datasheets") func defaults() throws {
        #expect(try LaneSettings() == .standard)
        #expect(LaneSettings.standard.pulse == .milliseconds(300))
        #expect(LaneSettings.standard.passageWait == .seconds(5))
        #expect(LaneSettings.allowedPassageWait.contains(LaneSettings.widePassageWait))
    }
}
