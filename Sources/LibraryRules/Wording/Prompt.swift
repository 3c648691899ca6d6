public import LibraryModel

/// What a patron sees and hears at the lane after a presentation (R25).
public struct Prompt: Hashable, Codable, Sendable {
    /// Never colour alone: every lamp has its ``Tone``.
    public enum Lamp: String, Codable, Sendable, CaseIterable {
        /// An arrow.
        case green
        /// A cross.
        case red
        case amber
    }

    /// What the buzzer says, for those who do not see the lamp.
    public enum Tone: String, Codable, Sendable, CaseIterable {
        /// A rising double beep.
        case go
        /// One long low tone.
        case stop
        /// Three short tones.
        case attention
        /// Long tones, again and again: everybody must look. No decision sounds so.
        case alarm
    }

    public let code: DecisionCode
    /// What happened, in a few words.
    public let title: BilingualText
    /// What the patron can do next.
    public let next: BilingualText
    public let lamp: Lamp
    public let tone: Tone

    public init(code: DecisionCode, title: BilingualText, next: BilingualText, lamp: Lamp, tone: Tone) {
        (self.code, self.title, self.next, self.lamp, self.tone) = (code, title, next, lamp, tone)
    }
}
