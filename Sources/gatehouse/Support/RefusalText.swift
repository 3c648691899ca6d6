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
        var lines = ["refused: \(code) (\(rule))", "\(message.zh) · \(message.en)"] + (second.isEmpty ? [] : [second])
        if code == BookingCode.clockUntrusted.rawValue {
            lines.append("If this machine's clock is right and only nothing has set it: --trust-clock")
        }
        return Failure.exit(1, lines.joined(separator: "\n"))
    }
}
