import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import StatusMQTT
import Testing

@Suite(
    "A real broker is told how the gate does",
    .enabled(if: Broker.isWanted, "mosquitto, mosquitto_sub and mosquitto_passwd are not installed"))
struct BrokerTests {
    static let availability = "gatehouse/boards/east-main/availability"
    static let east = "gatehouse/campuses/east"

    let board: BoardUnderTest

    init() throws { board = try BoardUnderTest() }

    @Test func `whoever comes later finds the status of now, and nothing of it lives longer than it is confirmed`() async throws {
        let broker = try Broker()
        try await board.publishing(at: broker) {
            let first = try await Listener(at: broker)
            _ = try await first.wait(on: "gatehouse/gates/east-main/lanes/east-out")
            let later = try await Listener(at: broker)
            let state = try await later.wait(on: "gatehouse/gates/east-main/lanes/east-out")
            #expect(state.isRetained && state.json["direction"] as? String == "exit" && state.json["mode"] as? String == "normal")
            let east = try await later.wait(on: Self.east)
            #expect(east.isRetained && east.json["inside"] as? Int == 0 && east.json["cap"] as? Int == 300)
            #expect(east.json["level"] as? String == "free" && east.json["quality"] as? String == "exact")
            #expect(east.json["asOf"] as? String == "2026-11-21T09:00:00.000+08:00")
            #expect(try await later.wait(on: Self.availability).payload == "online")
            for heard in later.all where heard.topic.hasPrefix("gatehouse/") {
                #expect((1...35).contains(try #require(heard.expiry, "\(heard.topic) lives for ever")))
            }
            #expect(!later.all.contains { $0.topic.contains("west") }, "West is not counted here")
        }
    }

    @Test func `events come at once, name nobody and are kept by nobody`() async throws {
        let broker = try Broker()
        try await board.publishing(at: broker) {
            let listener = try await Listener(at: broker)
            _ = try await listener.wait(on: Self.availability)
            let patron = try #require(PatronID(rawValue: "20210007"))
            board.happens(.decided(Decision(.full), patron: patron, booking: BookingID(rawValue: 0xABCD_EF01_2345)))
            let refusal = try await listener.wait(on: "gatehouse/events/presentation")
            #expect(refusal.json["code"] as? String == "full" && refusal.json["admits"] as? Bool == false)
            #expect(refusal.json["gate"] as? String == "east-main" && refusal.json["campus"] as? String == "east")
            #expect(!refusal.isRetained && !refusal.payload.contains("0007") && !refusal.payload.lowercased().contains("abcdef"))
            board.happens(.modeChanged(.emergency))
            #expect(try await listener.wait(on: "gatehouse/events/mode").json["mode"] as? String == "emergency")
            let later = try await Listener(at: broker)
            _ = try await later.wait(on: Self.availability)
            #expect(!later.all.contains { $0.topic.hasPrefix("gatehouse/events") })
        }
    }

    @Test func `a broker that starts again is told everything anew`() async throws {
        let broker = try Broker()
        let news = News()
        try await board.publishing(at: broker, news: news) {
            try await news.wait(for: "connected") { $0 == .connected }
            broker.end()
            try await news.wait(for: "lost") { if case .lost = $0 { true } else { false } }
            try broker.start()
            let listener = try await Listener(at: broker)
            #expect(try await listener.wait(on: Self.availability).payload == "online")
            _ = try await listener.wait(on: Self.east)
            #expect(news.all.count { $0 == .connected } == 2)
        }
    }

    @Test func `a board that stops says so itself before it is gone`() async throws {
        let broker = try Broker()
        let listener = try await Listener(at: broker)
        try await board.publishing(at: broker) { _ = try await listener.wait(on: Self.availability) }
        // The publisher has ended, so the broker has confirmed its last word.
        let later = try await Listener(at: broker, to: Self.availability)
        let last = try await later.wait(on: Self.availability)
        #expect(last.payload == "offline" && last.isRetained && last.expiry == nil)
    }

    @Test func `without the right password nothing is said, and the right one is taken up when it is there`() async throws {
        let broker = try Broker(["allow_anonymous false", "password_file FOLDER/passwords"]) { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/passwords"))
            try Broker.run("mosquitto_passwd", ["-b", folder + "/passwords", "gate", "apple-tree"])
        }
        let password = broker.folder + "/mine"
        try "stone-wall\n".write(toFile: password, atomically: true, encoding: .utf8)
        let board = try BoardUnderTest("enabled: true, user: gate, password-file: \(password)")
        let news = News()
        try await board.publishing(at: broker, news: news) {
            try await news.wait(for: "refused") { if case .lost(let error) = $0 { error.words.contains("uthori") } else { false } }
            #expect(!news.all.contains(.connected))
            try "apple-tree\n".write(toFile: password, atomically: true, encoding: .utf8)
            let listener = try await Listener(at: broker, with: ["-u", "gate", "-P", "apple-tree"])
            #expect(try await listener.wait(on: Self.availability).payload == "online")
        }
    }

    @Test func `an account that may not write is told to whoever looks after the gate`() async throws {
        let broker = try Broker(["allow_anonymous true", "acl_file FOLDER/acl"]) { folder in
            try "topic read #\n".write(toFile: folder + "/acl", atomically: true, encoding: .utf8)
        }
        let news = News()
        try await board.publishing(at: broker, news: news) {
            try await news.wait(for: "refused") { if case .refused = $0 { true } else { false } }
        }
    }

    @Test func `with TLS only the broker whose certificate leads to the right authority is talked to`() async throws {
        let broker = try Broker(["allow_anonymous true", "certfile FOLDER/right.pem", "keyfile FOLDER/right.key"]) { folder in
            for name in ["right", "wrong"] {
                try Broker.run("openssl", [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", "\(folder)/\(name).key",
                    "-out", "\(folder)/\(name).pem",
                ])
            }
        }
        let (right, wrong) = (News(), News())
        let authority = { (name: String) in "enabled: true, ca-file: \(broker.folder)/\(name).pem" }
        try await BoardUnderTest(authority("wrong")).publishing(at: broker, news: wrong) {
            try await wrong.wait(for: "lost") { if case .lost = $0 { true } else { false } }
        }
        #expect(!wrong.all.contains(.connected))
        try await BoardUnderTest(authority("right")).publishing(at: broker, news: right) {
            let listener = try await Listener(at: broker, with: ["--cafile", broker.folder + "/right.pem"])
            #expect(try await listener.wait(on: Self.availability).payload == "online")
        }
    }

    @Test func `a broker that hangs makes messages drop, and neither waits nor grows`() async throws {
        let broker = try Broker()
        let news = News()
        var mqtt = board.settings.mqtt
        mqtt.port = broker.port
        let outlet = try MosquittoOutlet(
            to: mqtt, called: "gatehouse-test", will: StatusPublisher.will(board.settings), time: LinuxTime(),
            backoff: Backoff(first: .milliseconds(20), most: .milliseconds(200)), tell: { news.add($0) })
        try await news.wait(for: "connected") { $0 == .connected }
        broker.signal(SIGSTOP)
        for number in 1...5000 { outlet.send(Message("gatehouse/events/test", "\(number)", retained: false, life: nil)) }
        broker.end()
        try await news.wait(for: "dropped") { if case .dropped(let count) = $0 { count >= 4000 } else { false } }
        await outlet.close(saying: [])
    }

    @Test func `a server that never answers holds up neither the gate nor its end`() async throws {
        let server = try SilentServer()
        var mqtt = board.settings.mqtt
        mqtt.port = server.port
        let outlet = try MosquittoOutlet(
            to: mqtt, called: "gatehouse-test", will: StatusPublisher.will(board.settings), time: LinuxTime(), tell: { _ in })
        outlet.send(Message("gatehouse/events/test", "1", retained: false, life: nil))
        #expect(!outlet.isOpen)
        await outlet.close(saying: [StatusPublisher.will(board.settings)])
    }
}
