import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryRules

/// Tells on standard output what the gate makes of the pictures.
struct FramesVoice {
    let output: LogWriter

    func say(_ happening: Happening) {
        guard case .decided(let decision, let patron, _) = happening.what else { return }
        let prompt = wording(for: decision, at: happening.at.time) { _ in BilingualText(zh: "另一校区", en: "the other campus") }
        let who = patron.map { " \($0.masked)" } ?? ""
        let verdict = decision.admits ? "admitted" : "refused"
        output.put("\(happening.lane)\(who): \(verdict), \(decision.code.rawValue) — \(prompt.title.zh) · \(prompt.title.en)")
    }
}
