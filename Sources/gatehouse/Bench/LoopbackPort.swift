import Glibc

/// TCP ports of this machine.
enum LoopbackPort {
    /// One that nobody listens on at this moment; the kernel does not give it out again soon.
    static func free() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard unsafe bind(socket, pointer, size) == 0 else { return Int32(-1) }
                return unsafe getsockname(socket, pointer, &size)
            }
        }
        guard result == 0 else { throw BenchError("no free port on loopback (errno \(errno))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
