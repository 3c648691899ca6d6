internal import Glibc

/// systemd's notification socket (sd_notify(3), sd_watchdog_enabled(3)), spoken without its library.
public struct SystemdWatchdog: Watchdog {
    /// Half of what the unit's `WatchdogSec` allows, as systemd advises; nil when the unit sets none.
    public let interval: Duration?
    private let socketPath: [UInt8]

    /// Nil when `environment` names no socket (NOTIFY_SOCKET), or one that cannot be: then nobody listens.
    /// `processID` is our own; WATCHDOG_PID tells whose watchdog it is.
    public init?(environment: [String: String], processID: Int32) {
        guard let path = environment["NOTIFY_SOCKET"], path.hasPrefix("/") || path.hasPrefix("@"),
            (2..<Self.pathSize).contains(path.utf8.count), !path.utf8.contains(0)
        else { return nil }
        // A leading @ is systemd's way to write the leading NUL of an abstract socket (unix(7)).
        socketPath = path.hasPrefix("@") ? [0] + path.utf8.dropFirst() : Array(path.utf8)
        let watched = environment["WATCHDOG_PID"].map { $0 == String(processID) } ?? true
        let microseconds = environment["WATCHDOG_USEC"].flatMap(Int64.init) ?? 0
        interval = watched && microseconds > 1 ? .microseconds(microseconds / 2) : nil
    }

    public func tell(_ message: WatchdogMessage) -> Bool {
        let text = Array(Self.text(message).utf8)
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: socketPath) }
        // An abstract name is as long as it is; a path ends with NUL, which may be counted or not.
        let size = Self.pathOffset + socketPath.count
        let sent = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe bytes.withMemoryRebound(to: sockaddr.self) { address in
                unsafe sendto(
                    descriptor, text, text.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), address.baseAddress,
                    socklen_t(size))
            }
        }
        return sent == text.count
    }

    private static func text(_ message: WatchdogMessage) -> String {
        switch message {
        case .ready: "READY=1"
        case .stopping: "STOPPING=1"
        case .alive: "WATCHDOG=1"
        case .status(let status): "STATUS=" + line(status)
        }
    }

    /// One line of at most the allowed bytes, cut between characters; a line end would begin another message.
    private static func line(_ text: String) -> String {
        var line = ""
        for character in text {
            let next = character.isNewline || character == "\0" ? " " : character
            if line.utf8.count + next.utf8.count > WatchdogMessage.longestStatus { break }
            line.append(next)
        }
        return line
    }

    /// Room for a socket's path, its NUL included (unix(7)).
    private static let pathSize = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    private static let pathOffset = MemoryLayout<sockaddr_un>.size - pathSize
}
