import LibraryModel

/// The words for one code and how they are shown.
struct WordingRow {
    let lamp: Prompt.Lamp
    let tone: Prompt.Tone
    let title: Phrase
    let next: Phrase

    /// Both languages of a phrase, and of the same with details.
    typealias Words = (zh: String, en: String)

    /// Go through: green.
    static func go(_ title: Words, next: Words) -> Self {
        Self(lamp: .green, tone: .go, title: phrase(title), next: phrase(next))
    }

    /// Not now, and the patron can mend it: red.
    static func stop(
        _ title: Words, detailed: Words? = nil, next: Words, nextDetailed: Words? = nil
    ) -> Self {
        Self(lamp: .red, tone: .stop, title: phrase(title, detailed), next: phrase(next, nextDetailed))
    }

    /// Staff must look: amber.
    static func attention(_ title: Words, next: Words, nextDetailed: Words? = nil) -> Self {
        Self(lamp: .amber, tone: .attention, title: phrase(title), next: phrase(next, nextDetailed))
    }

    private static func phrase(_ plain: Words, _ detailed: Words? = nil) -> Phrase {
        Phrase(
            plain: BilingualText(zh: plain.zh, en: plain.en),
            detailed: detailed.map { BilingualText(zh: $0.zh, en: $0.en) })
    }
}
