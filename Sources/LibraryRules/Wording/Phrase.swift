import LibraryModel

/// Words in both languages, with and without the details that a decision may carry.
struct Phrase {
    /// For want of details.
    let plain: BilingualText
    /// With `{time}`, `{campus}`, `{lane}` or `{limit}` in it.
    let detailed: BilingualText?

    func filled(with details: PromptDetails) -> BilingualText {
        guard let detailed, let zh = details.fill(detailed.zh, \.zh), let en = details.fill(detailed.en, \.en)
        else { return plain }
        return BilingualText(zh: zh, en: en)
    }
}

/// What may be filled into a phrase.
struct PromptDetails {
    var time: BilingualText?
    var campus: BilingualText?
    var lane: String?
    /// A number, or a length of time in words.
    var limit: BilingualText?

    /// `template` in one language; nil when a detail that it names is not known.
    func fill(_ template: String, _ language: KeyPath<BilingualText, String>) -> String? {
        let values = [
            ("{time}", time?[keyPath: language]), ("{campus}", campus?[keyPath: language]), ("{lane}", lane),
            ("{limit}", limit?[keyPath: language]),
        ]
        var text = template
        for (mark, value) in values where template.contains(mark) {
            guard let value else { return nil }
            text = text.replacing(mark, with: value)
        }
        return text
    }
}
