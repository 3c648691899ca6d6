import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore
import StatusMQTT
import Testing

@Suite("What is said, and when")
struct MessageTests {
    let board: BoardUnderTest
    let outlet = RecordingOutlet()

    init() throws { board = try BoardUnderTest() }

    private func json(_ message: Message) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(message.payload.utf8)) as? [String: Any])
    }

    /// What is said when a connection begins, up to the last lane.
    private func said(by board: BoardUnderTest) async throws -> [Message] {
        try await board.running(board.publisher(to: outlet, time: board.simulated)) {
            outlet.open()
            _ = try await outlet.wait(for: "the lanes") { $0.topic.hasSuffix("lanes/east-out") }
            return outlet.sent
        }
    }

    @Test func `a count that nobody knows is null and unavailable, never a quiet house`() async throws {
        board.store.fail(.damaged)
        let said = try await said(by: board)
        let east = try json(try #require(said.first { $0.topic == "gatehouse/campuses/east" }))
        #expect(east["inside"] == nil && east["share"] == nil && east["quality"] as? String == "unknown")
        #expect(east["level"] as? String == "unknown")
        #expect(said.first { $0.topic == "gatehouse/campuses/east/availability" }?.payload == "offline")
    }

    @Test func `an old count keeps its time and makes its entities unavailable`() async throws {
        _ = await board.topology.status.report()
        board.store.fail(.diskFault)
        board.simulated.advance(to: board.simulated.now() + .seconds(120))
        let said = try await said(by: board)
        let east = try json(try #require(said.first { $0.topic == "gatehouse/campuses/east" }))
        #expect(east["inside"] as? Int == 0 && east["quality"] as? String == "late" && east["level"] as? String == "unknown")
        #expect(east["asOf"] as? String == "2026-11-21T09:00:00.000+08:00")
        #expect(said.first { $0.topic == "gatehouse/campuses/east/availability" }?.payload == "offline")
    }

    @Test func `nothing is said to nobody, and the last word is offline`() async throws {
        try await board.running(board.publisher(to: outlet, time: board.simulated)) { board.happens(.modeChanged(.hold)) }
        #expect(outlet.sent.map(\.payload) == ["offline"])
    }

    @Test func `the status follows what happens`() async throws {
        try await board.running(board.publisher(to: outlet, time: LinuxTime())) {
            outlet.open()
            _ = try await outlet.wait(for: "the first status") { $0.topic.hasSuffix("lanes/east-out") }
            await board.topology.gates[0].controller.camera(.fault("plug it in"), at: LaneID(rawValue: "east-in"))
            let lane = try await outlet.wait(for: "the fault") { $0.topic.hasSuffix("lanes/east-in") && $0.payload.contains("\"problem\":true") }
            let state = try json(lane)
            #expect(state["connected"] as? Bool == false && state["camera"] as? String == "fault")
            #expect(outlet.sent.contains { $0.topic == "gatehouse/events/camera" && !$0.payload.contains("plug") })
        }
    }

    struct EventRow: Sendable, CustomTestStringConvertible {
        let kind: String
        let what: Happening.What
        let holds: String
        var testDescription: String { kind }
    }

    static let events = [
        EventRow(kind: "presentation", what: .decided(Decision(.entry), patron: nil, booking: nil), holds: #""admits":true"#),
        EventRow(kind: "passage", what: .passed(.entry, matched: false), holds: #""matched":false"#),
        EventRow(kind: "mode", what: .modeChanged(.hold), holds: #""mode":"hold""#),
        EventRow(kind: "alarm", what: .alarm(.forcedPassage(.entry), raised: true), holds: #""code":"forced_passage_entry""#),
        EventRow(kind: "staff", what: .staff(StaffAct(number: 1, kind: .admitOne, source: .button, served: true)), holds: #""kind":"admit_one""#),
        EventRow(kind: "camera", what: .camera(.seeing), holds: #""state":"seeing""#),
        EventRow(kind: "record", what: .record(RecordKeeper.Backlog()), holds: #""waiting":0"#),
    ]

    @Test(arguments: events)
    func `each kind of event has its topic`(row: EventRow) async throws {
        try await board.running(board.publisher(to: outlet, time: board.simulated)) {
            outlet.open()
            _ = try await outlet.wait(for: "the first status") { $0.topic.hasSuffix("lanes/east-out") }
            board.happens(row.what)
            let event = try await outlet.wait(for: row.kind) { $0.topic == "gatehouse/events/\(row.kind)" }
            #expect(!event.isRetained && event.life == .seconds(60) && event.payload.contains(row.holds), "\(event.payload)")
            #expect(try json(event)["at"] as? String == "2026-11-21T09:00:00.000+08:00")
        }
    }

    @Test func `the waits between tries double up to a bound and begin anew`() {
        var backoff = Backoff(first: .seconds(1), most: .seconds(5))
        #expect([backoff.next(), backoff.next(), backoff.next(), backoff.next()] == [.seconds(1), .seconds(2), .seconds(4), .seconds(5)])
        backoff.reset()
        #expect(backoff.next() == .seconds(1))
    }

    // MARK: Home Assistant

    @Test func `Home Assistant is told of every entity once, and each reads what is there to read`() async throws {
        let said = try await said(by: board)
        let states = Dictionary(said.filter { $0.topic.hasPrefix("gatehouse/") }.map { ($0.topic, $0.payload) }) { $1 }
        let configs = said.filter { $0.topic.hasPrefix("homeassistant/") }
        let (ofCampus, ofLane, lanes) = (3, 2, 2)
        #expect(configs.count == 1 + ofCampus + ofLane * lanes)
        var names: Set<String> = []
        for config in configs {
            let fields = try json(config)
            let (id, topic) = (try #require(fields["unique_id"] as? String), try #require(fields["state_topic"] as? String))
            #expect(config.isRetained && config.life == nil)
            #expect(config.topic.hasSuffix("/config"))
            let isNew = names.insert(id).inserted
            #expect(isNew && fields["name"] is String && fields["expire_after"] as? Int == 35)
            let (device, origin) = (fields["device"] as? [String: Any], fields["origin"] as? [String: Any])
            #expect(device?["identifiers"] as? [String] == ["gatehouse_east-main"])
            #expect(origin?["name"] as? String == "gatehouse")
            let state = try #require(states[topic], "\(topic) is said by nobody")
            for need in fields["availability"] as? [[String: String]] ?? [] {
                #expect(["online", "offline"].contains(states[need["topic"] ?? ""]))
            }
            if let template = fields["value_template"] as? String {
                let field = try #require(template.firstMatch(of: /value_json\.(\w+)/)?.1, "\(template)")
                let object = try #require(try JSONSerialization.jsonObject(with: Data(state.utf8)) as? [String: Any])
                #expect(object[String(field)] != nil, "\(topic) has no \(field)")
            } else {
                #expect(fields["payload_on"] as? String == state)
            }
            if let options = fields["options"] as? [String] { #expect(options.contains("free") && options.contains("unknown")) }
        }
    }

    @Test func `without discovery Home Assistant is told nothing`() async throws {
        let said = try await said(by: try BoardUnderTest("enabled: true, discovery: false, topic-prefix: library/gates"))
        #expect(!said.isEmpty && said.allSatisfy { $0.topic.hasPrefix("library/gates/") })
    }
}
