import Foundation
import GateHardware
import Testing

/// What systemd is to a service: a datagram socket in a folder of its own.
private final class NotifySocket {
    let path: String
    private let folder: URL
    private let descriptor: Int32

    init(name: String = "notify") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "gatehouse-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: name).path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let result = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) {
                unsafe bind(descriptor, $0.baseAddress, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
    }

    deinit {
        close(descriptor)
        try? FileManager.default.removeItem(at: folder)
    }

    /// The message that was sent first, or nil when none waits.
    func receive() -> String? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}

@Suite("Telling systemd")
struct SystemdWatchdogTests {
    static let messages: [(WatchdogMessage, String)] = [
        (.ready, "READY=1"),
        (.alive, "WATCHDOG=1"),
        (.stopping, "STOPPING=1"),
        (.status("east-one: 3 of 300 inside"), "STATUS=east-one: 3 of 300 inside"),
        (.status("东校区"), "STATUS=东校区"),
        (.status("two\nREADY=1\r\nlines\0end"), "STATUS=two READY=1 lines end"),
        (.status(String(repeating: "馆", count: 100)), "STATUS=" + String(repeating: "馆", count: 66)),
    ]

    @Test(arguments: messages)
    func `a message arrives as one datagram in systemd's words`(message: WatchdogMessage, text: String) throws {
        let systemd = try NotifySocket()
        let watchdog = try #require(SystemdWatchdog(environment: ["NOTIFY_SOCKET": systemd.path], processID: 1))
        #expect(watchdog.tell(message))
        #expect(systemd.receive() == text)
        #expect(systemd.receive() == nil)
    }

    @Test
    func `a socket that is gone or full delays nothing and is answered with no`() throws {
        var systemd: NotifySocket? = try NotifySocket()
        let path = try #require(systemd?.path)
        let watchdog = try #require(SystemdWatchdog(environment: ["NOTIFY_SOCKET": path], processID: 1))
        var sent = 0
        while sent < 100_000, watchdog.tell(.alive) { sent += 1 }
        #expect(sent < 100_000)
        systemd = nil
        #expect(!watchdog.tell(.alive))
    }

    static let environments: [([String: String], Duration?)] = [
        (["WATCHDOG_USEC": "10000000"], .seconds(5)),
        (["WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "42"], .seconds(5)),
        (["WATCHDOG_USEC": "10000000", "WATCHDOG_PID": "43"], nil),
        (["WATCHDOG_USEC": "0"], nil),
        (["WATCHDOG_USEC": "-4"], nil),
        (["WATCHDOG_USEC": "soon"], nil),
        (["WATCHDOG_USEC": "99999999999999999999"], nil),
        ([:], nil),
    ]

    @Test(arguments: environments)
    func `it speaks twice as often as the unit asks, if it is the one that is asked`(
        environment: [String: String], interval: Duration?
    ) throws {
        let whole = environment.merging(["NOTIFY_SOCKET": "/run/systemd/notify"]) { first, _ in first }
        #expect(try #require(SystemdWatchdog(environment: whole, processID: 42)).interval == interval)
    }

    @Test(arguments: [nil, "", "/", "notify", "vsock:2:1234", "/" + String(repeating: "x", count: 107)])
    func `without a socket that can be there is no watchdog`(path: String?) {
        #expect(SystemdWatchdog(environment: path.map { ["NOTIFY_SOCKET": $0] } ?? [:], processID: 1) == nil)
    }

    @Test
    func `an abstract socket nobody listens at is no fault`() throws {
        let watchdog = try #require(
            SystemdWatchdog(environment: ["NOTIFY_SOCKET": "@gatehouse-nobody-\(UUID().uuidString)"], processID: 1))
        #expect(!watchdog.tell(.ready))
    }

    @Test
    func `the silent watchdog asks for nothing and takes everything`() {
        let watchdog: any Watchdog = SilentWatchdog()
        #expect(watchdog.interval == nil)
        #expect(watchdog.tell(.alive))
    }
}
