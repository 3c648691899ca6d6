import ArgumentParser
import LibraryModel
import LibraryRules

/// A refusal of the rules in both languages.
struct RefusalText: Encodable {
    /// The same in Chinese and English.
    struct Pair: Encodable { let zh, en: String }

    let code, rule: String
    let message, next: Pair
    let opensAt: String?

    init(_ refusal: BookingRefusal, at desk: HouseDesk) {
        let offset = refusal.campus.map(desk.offset(of:)) ?? desk.offset
        let prompt = wording(for: refusal, at: desk.now, offset: offset, campusName: desk.campusName)
        (code, rule) = (prompt.code.rawValue, prompt.rule)
        message = Pair(zh: prompt.title.zh, en: prompt.title.en)
        next = Pair(zh: prompt.next.zh, en: prompt.next.en)
        opensAt = refusal.opensAt.map { Time.text($0, at: offset) }
    }

    /// Says it and ends the command with status 1: on standard output for programs, else on standard error.
    func end(json: Bool) throws -> ExitCode {
        if json {
            print(try JSONText.of(["refusal": self]))
            return ExitCode(1)
        }
        let second = [next.zh, next.en].filter { !$0.isEmpty }.joined(separator: " · ")
        return Failure.exit(1, "refused: \(code) (\(rule))\n\(message.zh) · \(message.en)" + (second.isEmpty ? "" : "\n\(second)"))
    }
}
