import Glibc

/// A TCP port of loopback that nobody listens on.
enum FreePort {
    /// How many ports after the wished one are tried.
    static let tries = 50

    /// The first free one from `wished` on; nil when all that are tried are taken.
    static func from(_ wished: Int) -> Int? {
        (wished..<min(wished + tries, 65_536)).first(where: isFree)
    }

    private static func isFree(_ port: Int) -> Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        // As servers ask for it: a port whose last connections are only just over is free.
        var yes: Int32 = 1
        unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in unsafe bind(socket, pointer, size) == 0 }
        }
    }
}
