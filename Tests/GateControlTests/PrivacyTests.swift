import Foundation
import GateControl
import LibraryModel
import LibraryStore
import Testing

@Suite("no text for logs, screens or status gives a patron's number away")
struct PrivacyTests {
    @Test func `neither what happens nor its log line nor the status has the number or the name`() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(2)
        try await gate.enter(1)
        try await gate.present(1)
        try await gate.present(2)
        gate.store.fail(.diskFull)
        try await gate.present(1, at: GateUnderTest.outside)
        await gate.goThrough(.exit)
        let board = StatusBoard(
            settings: gate.settings, gates: gate.controllers, store: gate.store, time: gate.time, version: "1")
        let report = await board.report()
        gate.store.heal()
        await gate.controller.catchUp()
        var texts = gate.told.all.flatMap { ["\($0)", String(reflecting: $0), $0.logLine.words] }
        texts += ["\(report)", String(decoding: try JSONEncoder().encode(report), as: UTF8.self)]
        texts.append("\(try await gate.store.recentDecisions(limit: 10))")
        #expect(texts.count > 20)
        for number in 1...2 {
            let patron = try GateUnderTest.patron(number)
            #expect(texts.contains { $0.contains(patron.masked) })
            #expect(!texts.contains { $0.contains(patron.rawValue) || $0.contains("anna") })
        }
    }

    @Test func `a log line names no booking`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.enter(1)
        #expect(gate.told.all.count > 2)
        #expect(gate.told.all.allSatisfy { !$0.logLine.words.contains("\(GateUnderTest.booking(1))") })
    }
}
