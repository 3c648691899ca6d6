internal import Foundation
internal import Glibc

/// What the kernel says of this process (proc(5)).
public struct ProcessFigures: Hashable, Sendable {
    public var residentBytes: Int
    public var virtualBytes: Int
    /// In user and in kernel mode.
    public var processorTime: Duration
    /// Since 1970, as the kernel's clock stands now.
    public var startSeconds: Double
    public var openFiles: Int
    public var mostFiles: Int
    public var threads: Int

    public init(
        residentBytes: Int, virtualBytes: Int, processorTime: Duration, startSeconds: Double, openFiles: Int, mostFiles: Int,
        threads: Int
    ) {
        (self.residentBytes, self.virtualBytes, self.processorTime) = (residentBytes, virtualBytes, processorTime)
        (self.startSeconds, self.openFiles, self.mostFiles) = (startSeconds, openFiles, mostFiles)
        self.threads = threads
    }

    /// As it is now; nil where there is no /proc.
    public static func now() -> ProcessFigures? {
        guard let stat = text("/proc/self/stat"), let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        else { return nil }
        // The name in parentheses may hold blanks; behind it, utime is the 12th field, starttime the 20th.
        let fields = stat.split(separator: ")").last?.split(separator: " ").map { Int64($0) ?? 0 } ?? []
        guard fields.count > 21 else { return nil }
        let (ticks, page) = (Int64(sysconf(Int32(_SC_CLK_TCK))), Int64(sysconf(Int32(_SC_PAGESIZE))))
        var limit = rlimit()
        let known = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        return ProcessFigures(
            residentBytes: Int(fields[21] * page), virtualBytes: Int(fields[20]),
            processorTime: .milliseconds((fields[11] + fields[12]) * 1000 / ticks),
            startSeconds: seconds(CLOCK_REALTIME) - seconds(CLOCK_BOOTTIME) + Double(fields[19]) / Double(ticks), openFiles: open,
            mostFiles: known ? Int(clamping: limit.rlim_cur) : 0, threads: Int(fields[17]))
    }

    /// Of a clock of the kernel. Boot is where these two differ, so /proc/stat, which a service may not see, is not asked.
    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        // Fails only for a clock that the kernel does not have.
        _ = unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
