import GateControl
import LibraryModel
import LibraryRules
import Testing

@Suite("The screen of a lane")
struct LaneScreenTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        let entry: String
        let exit: String

        init(_ description: String, _ script: String, _ entry: String, exit: String? = nil) {
            (testDescription, self.script, self.entry) = (description, script, entry)
            self.exit = exit ?? entry
        }
    }

    static let rows = [
        Row("nobody is here", "+1s", "idle"),
        Row("a code is before the camera", "present 1", "reading"),
        Row("an answer that never comes is not waited for", "present 1,+3s", "idle"),
        Row("an answer that comes late all the same", "present 1,+4s,answer 1 gate_fault", "refuse gate_fault"),
        Row("admitted", "present 1,answer 1 entry", "admit entry"),
        Row("refused", "present 1,answer 1 too_early", "refuse too_early"),
        Row("an admission ends", "present 1,answer 1 entry,+4s", "idle"),
        Row("just before it does", "present 1,answer 1 entry,+3.999s", "admit entry"),
        Row("a refusal stays longer", "present 1,answer 1 full,+5.999s", "refuse full"),
        Row("and ends", "present 1,answer 1 full,+6s", "idle"),
        Row("an admission stays while its lane is open", "present 1,opens,answer 1 entry,+8s", "admit entry"),
        Row("it ends when the lane shuts", "present 1,opens,answer 1 entry,+8s,shuts", "idle"),
        Row("a lane that never shuts keeps no admission for ever", "present 1,opens,answer 1 entry,+40s", "wait"),
        Row("whoever went through needs it no longer", "present 1,opens,answer 1 entry,+2s,passed,shuts", "idle"),
        Row("but it can be seen", "present 1,opens,answer 1 entry,+0.2s,passed,shuts,+0.7s", "admit entry"),
        Row("for a second", "present 1,opens,answer 1 entry,+0.2s,passed,shuts,+0.8s", "idle"),
        Row("whoever did not go through is told so", "present 1,opens,answer 1 entry,+5s,not-passed,shuts", "refuse not_passed"),
        Row("but nobody is who has been gone for long", "present 1,opens,answer 1 entry,+2s,passed,+3s,not-passed,shuts", "idle"),

        Row("a new presentation ends the old verdict at once", "present 1,answer 1 full,+1s,present 2", "reading"),
        Row("a verdict of an older presentation is not shown", "present 1,present 2,answer 1 full", "reading"),
        Row("that of the newer one is", "present 1,present 2,answer 1 full,answer 2 entry", "admit entry"),
        Row("nor does the older one come back", "present 1,present 2,answer 2 entry,answer 1 full", "admit entry"),
        Row("nor after the newer one has ended", "present 1,present 2,answer 2 entry,+9s,answer 1 full", "idle"),
        Row("a passage of the one before ends no verdict of a refused one", "present 1,answer 1 full,passed,+2s", "refuse full"),
        Row("nor does the time-out of the one before", "present 1,answer 1 full,not-passed,+2s", "refuse full"),

        Row("admitted behind somebody", "queue 1,present 1,answer 1 entry", "wait", exit: "admit entry"),
        Row("they stay behind", "queue 1,present 1,answer 1 entry,+3s", "wait", exit: "admit entry"),
        Row("until it is their turn", "queue 1,present 1,answer 1 entry,+3s,queue 0", "admit entry"),
        Row("from then on", "queue 1,present 1,answer 1 entry,+3s,queue 0,+3s", "admit entry"),
        Row("the passage of the one before does not count as theirs", "queue 1,present 1,answer 1 entry,passed,queue 0,+2s", "admit entry"),
        Row("too many wait already", "queue 2,present 1,busy,answer 1 entry", "wait", exit: "admit entry"),
        Row("that ends as a refusal does", "queue 2,present 1,busy,answer 1 entry,shuts,+6s", "idle"),
        Row("the next one is not taken for busy", "present 1,busy,answer 1 entry,shuts,present 2,answer 2 entry", "admit entry"),
        Row("the lane is open for somebody else", "opens", "wait"),
        Row("a refused one sees the refusal, then the wait", "opens,present 1,answer 1 full,+6s", "wait"),

        Row("staff let somebody through", "staff", "admit override"),
        Row("over a refusal", "present 1,answer 1 suspended,staff", "admit override"),
        Row("and the next patron gets an own answer", "staff,present 1,answer 1 full", "refuse full"),

        Row("a closed house", "house closed", "closed", exit: "idle"),
        Row("which still answers", "house closed,present 1,answer 1 closed", "refuse closed"),
        Row("and is closed again", "house closed,present 1,answer 1 closed,+6s", "closed", exit: "idle"),
        Row("a clock that nobody believes closes nothing", "house unknown", "idle"),
        Row("full", "house open full", "idle"),

        Row("what waits for a store that refuses invites nobody in", "record-waits", "out_of_order", exit: "idle"),
        Row("nor does a store that takes nothing", "house open silent", "out_of_order", exit: "idle"),
        Row("which is no matter of a closed house", "house closed silent", "closed", exit: "idle"),
        Row("it has been written", "record-waits,written", "idle"),

        Row("a blind camera", "blind", "out_of_order"),
        Row("a phone that scanned the screen is answered all the same", "blind,present 1,answer 1 entry", "admit entry"),
        Row("it sees again", "blind,seeing", "idle"),
        Row("a broken lane", "broken", "out_of_order"),
        Row("answers nobody", "present 1,answer 1 entry,broken", "out_of_order"),
        Row("whoever comes is not kept reading", "broken,present 1", "out_of_order"),
        Row("mended", "broken,mended", "idle"),
        Row("what was answered meanwhile may still be seen", "broken,present 1,answer 1 gate_fault,mended", "refuse gate_fault"),

        Row("held", "mode hold", "hold", exit: "idle"),
        Row("a verdict gives way to it", "present 1,answer 1 entry,mode hold", "hold", exit: "admit entry"),
        Row("free passage", "mode open", "free_passage"),
        Row("over a verdict", "present 1,answer 1 full,mode open", "free_passage"),
        Row("emergency", "mode emergency", "emergency"),
        Row("over a closed house", "house closed,mode emergency", "emergency"),
        Row("over everything", "broken,blind,present 1,answer 1 entry,mode emergency", "emergency"),
        Row("out of order over hold", "mode hold,broken", "out_of_order"),
        Row("out of order over free passage", "mode open,broken", "out_of_order"),
        Row("hold over a closed house", "house closed,mode hold", "hold", exit: "idle"),
        Row("over again", "mode emergency,mode normal", "idle"),
    ]

    @Test("shows one thing at a time", arguments: rows)
    func shown(_ row: Row) throws {
        var (entry, exit) = (ScreenScript(.entry), ScreenScript(.exit))
        #expect(try entry.play(row.script) == row.entry)
        #expect(try exit.play(row.script) == row.exit)
    }

    @Test("each kind can be reached, and says something in both languages")
    func whole() throws {
        var seen: Set<ScreenState.Kind> = []
        for row in Self.rows {
            for direction in Direction.allCases {
                var script = ScreenScript(direction)
                _ = try script.play(row.script)
                let state = script.state
                seen.insert(state.kind)
                #expect(!state.title.zh.isEmpty && !state.title.en.isEmpty)
                #expect(state.next.map { !$0.zh.isEmpty && !$0.en.isEmpty } != false)
            }
        }
        #expect(seen == Set(ScreenState.Kind.allCases))
    }

    @Test("whoever leaves in an emergency is sent through, whoever comes is sent away")
    func emergency() throws {
        var (entry, exit) = (ScreenScript(.entry), ScreenScript(.exit))
        _ = (try entry.play("mode emergency"), try exit.play("mode emergency"))
        #expect(entry.state.title.en == "Emergency" && exit.state.title.en == "Emergency")
        #expect(entry.state.lamp == .red && exit.state.lamp == .green)
        #expect(entry.state.next?.en == "Do not enter, leave the building" && exit.state.next?.en == "Leave here, now")
        #expect(entry.state.tone == .alarm && exit.state.tone == .alarm)
    }

    @Test("the serial grows with what somebody should notice, and not by time alone", arguments: [
        ("present 1", true), ("staff", true), ("broken", true), ("mode hold", true), ("+9s", false), ("passed", false),
        ("answer 7 full", false), ("not-passed", false), ("blind", false), ("present 0", false),
    ])
    func serial(_ row: (word: String, grows: Bool)) throws {
        var script = ScreenScript(.entry)
        let before = script.state.serial
        _ = try script.play(row.word)
        #expect((script.state.serial > before) == row.grows)
    }

    @Test("two equal refusals one after the other are two")
    func twice() throws {
        var script = ScreenScript(.entry)
        _ = try script.play("present 1,answer 1 full")
        let first = script.state
        _ = try script.play("+1s,present 2,answer 2 full")
        #expect(script.state.code == first.code && script.state.serial > first.serial && script.state.presentation == 2)
    }

    @Test("a closed house says when it opens")
    func opening() throws {
        var script = ScreenScript(.entry)
        _ = try script.play("house closed")
        #expect(script.state.next == BilingualText(zh: "10:00开馆", en: "Opens 10:00"))
    }
}
