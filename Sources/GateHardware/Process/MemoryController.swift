internal import Foundation

/// Whether the kernel can hold a limit of memory for a service (control groups, version 2).
public enum MemoryController: Hashable, Sendable {
    /// It can.
    case present
    /// It was built or started without: `cgroup_disable=memory`.
    case absent
    /// There are no control groups of version 2 to be seen.
    case unknown

    /// Of the machine that this runs on.
    public static func onThisMachine() -> MemoryController {
        of(FileManager.default.contents(atPath: "/sys/fs/cgroup/cgroup.controllers").map { String(decoding: $0, as: UTF8.self) })
    }

    /// From the list of controllers, as the kernel gives it; nil when there is none.
    public static func of(_ controllers: String?) -> MemoryController {
        guard let controllers else { return .unknown }
        return controllers.split(whereSeparator: \.isWhitespace).contains("memory") ? .present : .absent
    }
}
