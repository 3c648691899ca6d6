import Foundation
import GateHardware
import Glibc
import LibraryModel
import Synchronization
import Testing

@Suite("The keeper of the relays as a process", .serialized)
struct KeeperTests {
    /// Lines that no machine has: what is tried here is the process.
    static func charge() throws -> KeeperCharge {
        let line = BoardLine(place: .name("NOLINE"), active: .high)
        return try KeeperCharge(
            ["relay-entry"], of: BoardDescription(name: "none", chip: "no-such-chip", lines: [LineName(.relayEntry): line]))
    }

    /// A keeper of the built program, with what is told of it.
    struct Kept {
        let relays: KeptRelays
        let news: News

        init() throws {
            let (charge, news) = (try KeeperTests.charge(), News())
            self.news = news
            relays = try KeptRelays(
                charge.names, host: ProgramKeeper(charge, program: Program.path), time: LinuxTime()) { news.add($0) }
        }

        /// The process that answers now; asked until one does that is not `other`.
        func process(otherThan other: Int32 = 0) throws -> Int32 {
            for _ in 0..<6000 {
                if let id = news.answering, id != other, (try? relays.roundTrip()) != nil { return id }
                usleep(10_000)
            }
            throw Library.Refused(words: "no keeper answers: \(news.all)")
        }
    }

    final class News: Sendable {
        private let told = Mutex<[KeeperNews]>([])

        func add(_ news: KeeperNews) { told.withLock { $0.append(news) } }
        var all: [KeeperNews] { told.withLock { $0 } }
        var answering: Int32? {
            all.reversed().lazy.compactMap { if case .answers(let id, _) = $0 { id } else { nil } }.first
        }
        var reasons: [String] { all.compactMap { if case .lost(_, let why) = $0 { why } else { nil } } }
    }

    static func isThere(_ process: Int32) -> Bool { kill(process, 0) == 0 }

    @Test("started by hand it says who starts it", arguments: [["keeper"], ["keeper", "none", "no-such-chip"], ["keeper", "--help"]])
    func byHand(_ arguments: [String]) throws {
        let answer = try Program.run(arguments)
        #expect(answer.status == 64 && answer.errors.contains("gatehouse run"))
    }

    @Test("it holds its end of the socket and no other file of its parent's")
    func files() throws {
        let open = FileHandle(forReadingAtPath: "/dev/zero")
        let kept = try Kept()
        let id = try kept.process()
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").sorted()
        let files = try names.map { try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/fd/\($0)") }
        #expect(files.prefix(3) == ["/dev/null", "/dev/null", "/dev/null"] && files[3].hasPrefix("socket:"), "\(names)")
        let own = ["anon_inode:", "pipe:"]
        #expect(files.dropFirst(4).allSatisfy { file in own.contains(where: file.hasPrefix) }, "its cut-offs' own: \(files)")
        withExtendedLifetime((open, kept.relays)) {}
    }

    @Test("a line that it cannot have is told in its words")
    func words() throws {
        let kept = try Kept()
        _ = try kept.process()
        let relay = try kept.relays.relay("relay-entry") { _ in }
        let error = #expect(throws: LineError.self) { try relay.probe() }
        #expect(error?.code == ENODEV && error?.advice.contains("no-such-chip") == true)
    }

    @Test("what ends a service by its group does not end it before the program", arguments: [SIGTERM, SIGINT, SIGHUP])
    func signals(_ signal: Int32) throws {
        let kept = try Kept()
        let id = try kept.process()
        kill(id, signal)
        for _ in 0..<3 { _ = try kept.relays.roundTrip() }
        #expect(kept.news.reasons == [] && Self.isThere(id))
    }

    @Test("one that is killed, crashes or is stopped has a successor", arguments: [SIGKILL, SIGSEGV, SIGSTOP])
    func successor(_ signal: Int32) throws {
        let kept = try Kept()
        let id = try kept.process()
        kill(id, signal)
        let next = try kept.process(otherThan: id)
        #expect(next != id && !Self.isThere(id))
        #expect(kept.news.reasons.count == 1)
        #expect(signal == SIGSTOP || kept.news.reasons == ["it was ended by signal \(signal)"], "\(kept.news.all)")
    }

    @Test("it ends with its owner")
    func end() throws {
        var kept: Kept? = try Kept()
        let id = try #require(try kept?.process())
        #expect(Self.isThere(id))
        kept = nil
        #expect(!Self.isThere(id))
    }
}
