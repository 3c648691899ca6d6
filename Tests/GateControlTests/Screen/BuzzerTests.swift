import GateControl
import LaneControl
import LibraryModel
import LibraryRules
import Testing

@Suite("The buzzer of a lane")
struct BuzzerTests {
    private static let begin = Instant(nanoseconds: 1_000_000_000)

    /// What is heard from the start of a tone, in milliseconds: `70 (70) 70`, pauses in brackets.
    private static func heard(_ buzzer: inout Buzzer) -> String {
        var words: [String] = []
        var (now, from, wasOn) = (begin, begin, buzzer.move(at: begin))
        while let next = buzzer.nextDeadline {
            now = next
            let isOn = buzzer.move(at: now)
            guard isOn != wasOn else { continue }
            let span = (now - from).components.attoseconds / 1_000_000_000_000_000 + (now - from).components.seconds * 1000
            words.append(wasOn ? "\(span)" : "(\(span))")
            (from, wasOn) = (now, isOn)
        }
        #expect(!wasOn, "it ends in silence")
        return words.joined(separator: " ")
    }

    @Test("each tone is told apart by number and length, and ends by itself", arguments: [
        (Prompt.Tone.go, "70 (70) 70"), (.stop, "700"), (.attention, "180 (180) 180 (180) 180"),
        (.alarm, Array(repeating: "500", count: 10).joined(separator: " (500) ")),
    ])
    func tones(_ row: (tone: Prompt.Tone, heard: String)) {
        var buzzer = Buzzer()
        buzzer.start(row.tone, at: Self.begin)
        #expect(Self.heard(&buzzer) == row.heard)
        #expect(row.tone.pattern.length <= Buzzer.longest)
    }

    @Test("the newest tone is heard, but nothing less interrupts an alarm")
    func order() {
        var buzzer = Buzzer()
        buzzer.start(.stop, at: Self.begin)
        buzzer.start(.go, at: Self.begin)
        #expect(buzzer.tone == .go)
        buzzer.start(.alarm, at: Self.begin)
        buzzer.start(.go, at: Self.begin)
        #expect(buzzer.tone == .alarm)
        buzzer.stop(at: Self.begin)
        #expect(!buzzer.move(at: Self.begin) && buzzer.nextDeadline == nil)
        buzzer.start(.go, at: Self.begin)
        #expect(buzzer.tone == .go)
    }

    @Test("the gate sounds its answers and its alarms on the line, and leaves the line off")
    func onTheLine() async throws {
        let gate = try await GateUnderTest(turnstile: "exit-needs-grant: true")
        try await gate.fill(1)
        #expect(gate.sounds() == [])
        try await gate.present(1)
        await gate.advance(by: .seconds(1))
        #expect(gate.sounds() == [70, 70])
        await gate.goThrough()
        try await gate.present(1)
        await gate.advance(by: .seconds(1))
        #expect(gate.sounds() == [70, 70, 700])
        await gate.goThrough()
        await gate.advance(by: .seconds(12))
        #expect(gate.sounds() == [70, 70, 700] + Array(repeating: 500, count: 10), "somebody pushed through")
        await gate.drive(.fire, true)
        await gate.advance(by: .milliseconds(600))
        await gate.drive(.fire, false)
        await gate.advance(by: .seconds(12))
        #expect(gate.sounds().count < 16 && !gate.buzzes(), "the end of the fire alarm ends its tone")
        try await gate.present(1)
        await gate.controller.stop()
        #expect(!gate.buzzes())
    }
}
