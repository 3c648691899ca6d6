import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import LibraryStore
import Testing

/// One thing that staff do: how, and what it leads to.
private struct Deed: Sendable, CustomTestStringConvertible {
    let what: String
    /// The word in the log.
    let action: String
    var login = "bo"
    var prepare: @Sendable (LibraryUnderTest) async throws -> Void = { _ in }
    /// What is done at the page, up to the reason, which is given for it.
    let steps: @Sendable (Phone) async throws -> Void
    var effect: @Sendable (LibraryUnderTest, Phone) async throws -> Void = { _, _ in }
    /// What must be so after it was undone at the page; nil where it cannot be.
    var undone: (@Sendable (LibraryUnderTest, Phone) async throws -> Void)?

    var testDescription: String { what }
}

extension BrowserTests {
    @Suite("What staff do at the desk", .enabled(if: Chromium.isWanted, "chromium and chromedriver are not installed"))
    struct DeskActs {
        static let why = "as the test wants it"

        private static let atLanes = [
            Deed(what: "admit one", action: "admit_one", login: "anna", steps: { try await $0.click(key: "admit_one-east-in") },
                effect: { library, _ in #expect(library.gate.pulses(.entry, at: LibraryUnderTest.inside) == 1) }),
            Deed(what: "let one out", action: "release_one", login: "anna", steps: { try await $0.click(key: "let_one_out-east-out") },
                effect: { library, _ in #expect(library.gate.pulses(.exit, at: LibraryUnderTest.outside) == 1) }),
            Deed(what: "hold the entry", action: "hold_on", login: "anna", steps: { try await $0.click(key: "hold-east-in") },
                effect: { try await mode("暂停入馆", $0, $1) }, undone: { try await mode("待机", $0, $1) }),
            Deed(what: "end a hold", action: "hold_off", login: "anna", steps: { desk in
                try await desk.click(key: "hold-east-in")
                try await desk.because("first")
                try await desk.waitUntil("document.querySelector('[data-key=\"hold-east-in\"]').textContent === '恢复入馆'")
                try await desk.click(key: "hold-east-in")
            }, effect: { try await mode("待机", $0, $1) }),
            Deed(what: "free both ways", action: "open_on", steps: { try await $0.click(key: "free_passage-east-in") },
                effect: { try await mode("自由通行", $0, $1) }, undone: { _, desk in
                    try await desk.waitUntil("!document.querySelector('[data-lane=east-in] .head').textContent.includes('自由通行')")
                }),
            Deed(what: "admit over the cap", action: "admit_over_cap", prepare: { try await fillUp($0) }, steps: { desk in
                try await desk.see("已满")
                try await desk.click(key: "admit_one-east-in")
                try await desk.click("#over-cap")
            }, effect: { library, _ in
                let act = try await library.newestAct()
                #expect(act.needed && library.gate.pulses(.entry, at: LibraryUnderTest.inside) == 1)
            }),
        ]

        private static let atCampuses = [
            Deed(what: "recount", action: "recount", steps: { desk in
                try await desk.click(key: "recount-east")
                try await desk.type("17", into: "counted")
            }, effect: { library, desk in
                #expect(try await library.inside() == 17)
                #expect(try await library.newestAct().difference == 17)
                try await desk.waitUntil("document.querySelector('[data-campus=east] .number strong').textContent === '17'")
            }, undone: { library, _ in
                let inside = try await library.inside()
                #expect(inside == 0)
            }),
            Deed(what: "close early", action: "close_early", steps: { try await $0.click(key: "close-east") }, effect: { _, desk in
                try await desk.waitUntil("document.querySelector('[data-campus=east]').textContent.includes('闭馆')")
            }, undone: { _, desk in
                try await desk.waitUntil("document.querySelector('[data-campus=east] .chip.good')", "open again")
            }),
        ]

        private static let forPatrons = [
            Deed(what: "see who is inside", action: "look", login: "anna", prepare: { try await $0.annaEnters() }, steps: { desk in
                try await desk.goTo("inside", "谁在馆内")
                try await desk.see("2021****17")
                #expect(try await desk.saysNothing(of: "安娜", LibraryUnderTest.anna))
                try await desk.click("[data-key^=look-]")
            }, effect: { _, desk in
                try await desk.see(LibraryUnderTest.anna)
                try await desk.see("安娜")
            }),
            Deed(what: "see who was refused", action: "look", login: "anna", prepare: { try await annaIsTooEarly($0) }, steps: { desk in
                try await desk.see("未到签到时间")
                try await desk.click(".stream [data-key^=look-]")
            }, effect: { _, desk in try await desk.see(LibraryUnderTest.anna) }),
            Deed(what: "sign somebody out", action: "sign_out", login: "anna", prepare: { try await $0.annaEnters() }, steps: { desk in
                try await desk.goTo("inside", "谁在馆内")
                try await desk.click("[data-key^=out-]")
            }, effect: { library, desk in
                #expect(try await library.inside() == 0)
                try await desk.see("馆内没有人")
            }),
            Deed(what: "print a pass", action: "print_pass", login: "anna", prepare: { try await $0.bookForAnna() }, steps: { desk in
                try await desk.lookUp(LibraryUnderTest.anna)
                try await desk.click("[data-key^=print-]")
            }, effect: { _, desk in
                try await desk.waitUntil("document.querySelector('dialog.paper img')?.naturalWidth > 0", "the code is drawn")
                try await desk.photograph("desk-paper")
                try await desk.driver.devTools("Emulation.setEmulatedMedia", ["media": "print"])
                #expect(try await desk.value("getComputedStyle(document.getElementById('sheet')).display === 'block'").isTrue)
                try await desk.photograph("desk-paper-print")
                try await desk.driver.devTools("Emulation.setEmulatedMedia", ["media": ""])
                try await desk.click("dialog.paper .second")
            }, undone: { _, _ in }),
            Deed(what: "revoke a pass", action: "revoke", prepare: { try await $0.bookForAnna() }, steps: { desk in
                try await desk.lookUp(LibraryUnderTest.anna)
                try await desk.click("[data-key^=revoke-]")
            }, effect: { library, _ in
                let decision = await library.gate.present(try library.pass(), at: LibraryUnderTest.inside)
                #expect(decision?.code == .revoked)
            }, undone: { library, _ in
                let decision = await library.gate.present(try library.pass(), at: LibraryUnderTest.inside)
                #expect(decision?.admits == true)
            }),
        ]

        private static let forViolations = [
            Deed(what: "waive a violation", action: "waive", prepare: { try await annaMisses($0) }, steps: { desk in
                try await desk.goTo("violations", "违约与申诉")
                try await desk.click("[data-key^=waive-]")
            }, effect: { _, desk in try await desk.see("没有违约") }, undone: { _, desk in try await desk.see("计违约") }),
            Deed(what: "waive at the patron", action: "waive", prepare: { try await annaMisses($0) }, steps: { desk in
                try await desk.lookUp(LibraryUnderTest.anna)
                try await desk.click("[data-key^=waive-]")
            }, effect: { _, desk in try await desk.see(why) }, undone: { _, desk in try await desk.see("计违约") }),
            Deed(what: "waive for an outage, after a preview", action: "waive_outage", login: "chen", prepare: { try await annaMisses($0) }, steps: { desk in
                try await desk.goTo("violations", "违约与申诉")
                try await desk.click(key: "outage")
                try await desk.set("08:00", at: "outage-from-time")
                try await desk.click("dialog .fields .second")
                try await desk.see("将撤销 1 个违约")
                try await desk.photograph("desk-outage")
            }, effect: { _, desk in try await desk.see("没有违约") }),
            Deed(what: "grant an appeal", action: "answer_appeal", prepare: { try await annaAppeals($0) }, steps: { desk in
                try await desk.goTo("violations", "违约与申诉")
                try await desk.see("The bus did not come")
                try await desk.click("[data-key^=answer-true]")
            }, effect: { library, desk in
                try await desk.see("没有待答复的申诉")
                #expect(try await library.store.appeals().first?.answer?.isGranted == true)
            }),
            Deed(what: "decline an appeal", action: "answer_appeal", prepare: { try await annaAppeals($0) }, steps: { desk in
                try await desk.goTo("violations", "违约与申诉")
                try await desk.click("[data-key^=answer-false]")
            }, effect: { library, desk in
                try await desk.see("没有待答复的申诉")
                let answer = try await library.store.appeals().first?.answer
                #expect(answer?.isGranted == false && answer?.words == why)
            }),
        ]

        @Test("each act asks for a reason, has its effect, is recorded with who and why, and is taken back where it can be",
            arguments: atLanes + atCampuses + forPatrons + forViolations)
        fileprivate func act(_ deed: Deed) async throws {
            try await sit(deed.login, .desk, deed.prepare) { library, desk in
                try await deed.steps(desk)
                try await desk.waitUntil("document.querySelector('dialog[open] #why')", "a reason is asked for")
                library.advance(by: .seconds(1))
                try await desk.because(Self.why)
                try await deed.effect(library, desk)
                let act = try await library.newestAct()
                #expect(act.action == deed.action && act.who == "desk:\(deed.login)" && act.why == Self.why)
                #expect(act.role == (deed.login == "anna" ? .desk : deed.login == "bo" ? .supervisor : .administrator))
                try await desk.goTo("log", "操作记录")
                try await desk.see(Self.why)
                let hasUndo = try await desk.value("Boolean(document.querySelector('[data-key=\"undo-\(act.id)\"]'))").isTrue
                #expect(hasUndo == (deed.undone != nil))
                guard let undone = deed.undone else { return }
                try await desk.click(key: "undo-\(act.id)")
                library.advance(by: .seconds(1))
                try await desk.because("a slip")
                let back = try await library.newestAct()
                #expect(back.undoes == act.id && back.why == "a slip")
                try await desk.see("已撤回")
                try await deed.returnTo(desk)
                try await undone(library, desk)
            }
        }

        @Test("what was done can be taken back at once where it is said, and what is said can be put away")
        func atOnce() async throws {
            try await sit("anna") { library, desk in
                try await desk.click(key: "hold-east-in")
                try await desk.because(Self.why)
                try await Self.mode("暂停入馆", library, desk)
                let act = try await library.newestAct()
                library.advance(by: .seconds(1))
                try await desk.click("#toast .second")
                try await desk.because("a slip")
                try await Self.mode("待机", library, desk)
                #expect(try await library.newestAct().undoes == act.id)
                try await desk.click("#toast .quiet")
                try await desk.waitUntil("!document.getElementById('toast').hasChildNodes()")
            }
        }

        @Test("a recount begins with an empty field and says what it changes")
        func recount() async throws {
            try await sit("bo", .desk, { try await Self.fillUp($0) }) { _, desk in
                try await desk.see("已满")
                try await desk.click(key: "recount-east")
                try await desk.waitUntil("document.getElementById('counted')")
                #expect(try await desk.value("document.getElementById('counted').value").text == "")
                try await desk.type("17", into: "counted")
                try await desk.see("（−283）")
                try await desk.type("301", into: "counted")
                try await desk.see("（+1）")
                try await desk.see("高于上限 300")
                try await desk.photograph("desk-recount")
            }
        }

        @Test("a clock that stands far from the last written time is told of, and an administrator accepts it")
        func clock() async throws {
            let later = LibraryUnderTest.nine + .hours(24 * 400)
            try await sit("chen") { library, desk in
                library.time.setWall(later)
                library.time.setTrust(.untrusted(lastKnown: LibraryUnderTest.nine))
                try await desk.see("晚 400 天")
                try await desk.photograph("desk-clock")
                try await desk.click(key: "accept-clock")
                try await desk.because(Self.why)
                try await desk.waitUntil("document.getElementById('toast').hasChildNodes()")
                let act = try await library.newestAct()
                #expect(act.action == "accept_clock" && act.why == Self.why)
                #expect(try await library.store.lastKnownTime() == later)
            }
        }

        @Test("without a reason nothing is done, and a dialog that is let be changes nothing")
        func noReason() async throws {
            try await sit("anna") { library, desk in
                try await desk.click(key: "admit_one-east-in")
                try await desk.click("dialog .main")
                try await desk.type("   ", into: "why")
                try await desk.click("dialog .main")
                #expect(try await desk.value("Boolean(document.querySelector('dialog[open]'))").isTrue)
                try await desk.press("\u{E00C}")
                try await desk.waitUntil("!document.querySelector('dialog')")
                #expect(try await desk.value("document.activeElement.dataset.key").text == "admit_one-east-in")
                #expect(library.gate.pulses(.entry, at: LibraryUnderTest.inside) == 0)
                #expect(try await library.store.acts(ActQuery(limit: 1)).isEmpty)
            }
        }

        // MARK: What is so beforehand and afterwards

        private static func mode(_ words: String, _: LibraryUnderTest, _ desk: Phone) async throws {
            try await desk.waitUntil("document.querySelector('[data-lane=east-in] .head').textContent.includes('\(words)')", words)
        }

        private static func fillUp(_ library: LibraryUnderTest) async throws {
            let slip = ActSlip(
                id: RecordID(high: 9, low: 9), at: library.time.wall().time, who: try #require(StaffID(rawValue: "chen")),
                role: .administrator, why: "counted", once: nil)
            let outcome = try await library.store.perform(
                .recount(LibraryUnderTest.east, inside: 300), by: slip, at: library.time.wall(), under: library.settings.terms)
            guard case .done = outcome else { Issue.record("\(outcome)"); return }
        }

        private static func annaIsTooEarly(_ library: LibraryUnderTest) async throws {
            let start = LibraryUnderTest.nine + .hours(3)
            try await library.bookForAnna(start: start)
            let decision = await library.gate.present(try library.pass(start: start), at: LibraryUnderTest.inside)
            #expect(decision?.code == .tooEarly)
        }

        private static func annaMisses(_ library: LibraryUnderTest) async throws {
            try await library.bookForAnna()
            try await library.wait(until: LibraryUnderTest.nine + .minutes(25))
        }

        private static func annaAppeals(_ library: LibraryUnderTest) async throws {
            try await annaMisses(library)
            let outcome = try await library.store.appeal(Appeal(
                booking: BookingID(rawValue: 1), patron: try #require(PatronID(rawValue: LibraryUnderTest.anna)),
                at: library.time.wall().time, words: "The bus did not come"))
            guard case .taken = outcome else { Issue.record("\(outcome)"); return }
        }
    }
}

extension Deed {
    /// Goes back to where its effect can be seen.
    fileprivate func returnTo(_ desk: Phone) async throws {
        switch action {
        case "waive" where what.contains("patron"): try await desk.lookUp(LibraryUnderTest.anna)
        case "waive": try await desk.goTo("violations", "违约与申诉")
        default: try await desk.goTo("live", "实时")
        }
    }
}
