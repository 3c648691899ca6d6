import Glibc
import Synchronization

/// Ports for the programs that tests start: each is given once, below those that the kernel gives away (32768 and more), and
/// nobody listens on it. Where two gates had one by chance, the answers of one were taken for the other's.
enum Port {
    private static let range = 20_000..<32_768
    /// A demonstration whose port is taken goes on to the next ones.
    private static let stride = 20
    // Tests run side by side. Another run of them on this machine begins elsewhere.
    private static let last = Mutex(Int.random(in: range))

    static func free() -> Int {
        last.withLock { last in
            repeat { last = last + stride < range.upperBound ? last + stride : range.lowerBound } while !isFree(last)
            return last
        }
    }

    private static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var yes: CInt = 1
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        return unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
