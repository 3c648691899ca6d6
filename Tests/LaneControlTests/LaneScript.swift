import LaneControl
import LibraryModel

/// A story of one lane as text, and the machine that it is told to.
///
/// A line without indent is an event: milliseconds, then what happens. An indented line is what the machine answered:
/// milliseconds, then the command. Between two events the runner ticks at every deadline, as the controller does.
struct LaneScript {
    private var machine: LaneMachine
    private let showsSignals: Bool
    private(set) var transcript: [String] = []

    init(_ settings: LaneSettings, showsSignals: Bool) {
        (machine, self.showsSignals) = (LaneMachine(settings: settings), showsSignals)
    }

    /// The events of the text, told to a new lane: the whole text as it should read.
    static func run(_ text: String, _ settings: LaneSettings, showsSignals: Bool) -> String {
        var script = LaneScript(settings, showsSignals: showsSignals)
        for line in text.split(separator: "\n") where !line.hasPrefix(" ") { script.tell(String(line)) }
        return script.transcript.joined(separator: "\n")
    }

    private mutating func tell(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        guard let time = words.first.flatMap(Int64.init), let event = Self.event(Array(words.dropFirst())) else {
            return transcript.append("no such event: \(line)")
        }
        let instant = Instant(nanoseconds: time * 1_000_000)
        // A late tick is one that the runner does not send in time.
        while words[1] != "late-tick", let deadline = machine.nextDeadline, deadline <= instant {
            hand(.tick, at: deadline)
        }
        transcript.append(line)
        hand(event, at: instant)
    }

    private mutating func hand(_ event: LaneEvent, at instant: Instant) {
        for command in machine.handle(event, at: instant) {
            if case .show = command, !showsSignals { continue }
            transcript.append("    \(instant.milliseconds) \(Self.text(command))")
        }
    }
}

extension Instant {
    var milliseconds: Int64 { nanoseconds / 1_000_000 }
}
