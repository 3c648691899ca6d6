import ArgumentParser
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

/// `gatehouse replay`: runs the rules again over the recorded facts (design invariant 7).
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Run the rules again over the recorded facts and report any difference.",
        discussion: "Exit status 1 when a decision would differ today. Nothing is changed.")

    @OptionGroup var file: ConfigurationFile

    func run() async throws {
        let store = try file.settings().openStore()
        var tally = Tally()
        do {
            var last: RecordID?
            while true {
                let page = try await store.decisions(after: last, limit: StoreLimits.page)
                page.forEach { tally.take($0) }
                guard page.count == StoreLimits.page, let next = page.last?.id else { break }
                last = next
                Failure.complain("\(tally.same + tally.differences) decisions so far")
            }
        } catch { throw Failure.exit(Failure.disk, "\(error)") }
        print("\(tally.same) decisions are the same, \(tally.differences) differ, \(tally.swept) have no facts any more, \(tally.unreadable) cannot be read")
        if tally.differences > 0 || tally.unreadable > 0 { throw ExitCode(1) }
    }

    private struct Tally {
        var same = 0
        var differences = 0
        var swept = 0
        var unreadable = 0

        mutating func take(_ stored: StoredDecision) {
            switch stored.evidence {
            case .swept: swept += 1
            case .unreadable: unreadable += 1
            case .kept(let decision, let facts, let policy):
                let today = decideAdmission(facts, under: policy)
                if today == decision { same += 1 } else {
                    differences += 1
                    print("\(stored.id) \(Time.text(stored.at)) \(facts.circumstances.lane): was \(decision.code.rawValue), would be \(today.code.rawValue)")
                }
            }
        }
    }
}
