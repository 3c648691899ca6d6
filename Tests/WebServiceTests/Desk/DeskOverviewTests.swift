import GateControl
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("The house at a glance, for staff")
struct DeskOverviewTests {
    @Test("a store that does not answer is what staff are told, beside the last count", arguments: [StoreError.Code.diskFault, .lost])
    func silentStore(code: StoreError.Code) async throws {
        let desk = try await DeskUnderTest()
        try await desk.enter(desk.book(LibraryUnderTest.anna, 11))
        try await desk.open { browser in
            let before = try await browser.json(.deskNow)
            #expect(before["campuses"][0]["quality"].text == "exact" && before["campuses"][0]["source"].text == "visits")
            #expect(!before["campuses"][0]["curve"].list.isEmpty)
            desk.faulty.fail(code)
            let now = try await browser.json(.deskNow)
            #expect(now["storeTroubles"].list.map { $0["code"].text } == ["no_answer"])
            let campus = now["campuses"][0]
            #expect(campus["curve"].list.isEmpty)
            let isLost = code == .lost
            #expect(campus["quality"].text == (isLost ? "unknown" : "late"))
            #expect(campus["inside"].number == (isLost ? 0 : 1))
            #expect(campus["source"].text == (isLost ? "unknown" : "last_known"))
            #expect(now["gates"].list.count == desk.controllers.count, "the lanes are told all the same")
        }
    }

    @Test("a campus without a gate on this board is counted elsewhere")
    func elsewhere() async throws {
        let desk = try await DeskUnderTest { settings in settings.gates.removeAll { $0.campus == DeskUnderTest.west } }
        try await desk.open { browser in
            let west = try await browser.json(.deskNow)["campuses"][1]
            #expect(west["campus"].text == "west" && west["source"].text == "elsewhere" && west["curve"].list.isEmpty)
        }
    }
}
