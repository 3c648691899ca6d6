import Foundation
import Glibc

/// The machine that was measured, as far as it explains the figures.
struct BenchMachine: Encodable, Sendable {
    /// The processor as the kernel names it.
    let processor: String
    let cores: Int
    let memoryMebibytes: Int
    let kernel: String
    /// What the first core's frequency follows, such as `ondemand`; nil where the kernel does not say.
    let governor: String?
    /// The file system under the measured stores, such as `ext4`.
    let fileSystem: String
    /// Programs that ran or wanted to, averaged over the last minute, before the first measurement and after the last.
    let loadBefore: Double
    var loadAfter: Double

    /// Looks at this machine; `folder` is where the stores will lie.
    init(storesIn folder: String) {
        let facts = Self.lines("/proc/cpuinfo")
        let name = facts.first { $0.hasPrefix("model name") } ?? facts.first { $0.hasPrefix("Model") }
        processor = name.map(Self.value) ?? "unknown processor"
        cores = ProcessInfo.processInfo.activeProcessorCount
        memoryMebibytes = Int(ProcessInfo.processInfo.physicalMemory >> 20)
        kernel = Self.lines("/proc/sys/kernel/osrelease").first ?? "unknown"
        governor = Self.lines("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").first
        fileSystem = Self.fileSystem(of: folder)
        loadBefore = Self.load
        loadAfter = loadBefore
    }

    /// The load average of the last minute.
    static var load: Double {
        lines("/proc/loadavg").first.flatMap { $0.split(separator: " ").first }.flatMap { Double($0) } ?? 0
    }

    /// Others want a quarter of a core or more: times are longer than they need be.
    var wasBusy: Bool { loadBefore >= 0.25 }

    /// The machine in plain words, a line each.
    var words: [String] {
        var lines = [
            "\(processor), \(cores) cores, \(memoryMebibytes) MiB of memory, Linux \(kernel)\(governor.map { ", governor \($0)" } ?? "")",
            "stores on \(fileSystem); load \(loadBefore) before, \(loadAfter) after",
        ]
        if wasBusy { lines.append("The machine was busy with something else: trust the ratios, not the times.") }
        if fileSystem == "tmpfs" {
            lines.append("The stores lay in memory, where fsync costs nothing: give --dir FOLDER on the disk that counts.")
        }
        #if DEBUG
            lines.append("This is a debug build: no figure means anything. Build with -c release.")
        #endif
        return lines
    }

    /// The type of the mount with the longest path above `folder`.
    private static func fileSystem(of folder: String) -> String {
        let path = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        var best = (length: -1, type: "unknown")
        for line in lines("/proc/mounts") {
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count > 2 else { continue }
            let mount = fields[1] == "/" ? "/" : fields[1] + "/"
            if (path + "/").hasPrefix(mount), mount.count >= best.length { best = (mount.count, fields[2]) }
        }
        return best.type
    }

    private static func lines(_ path: String) -> [String] {
        guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func value(_ line: String) -> String {
        line.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) } ?? line
    }
}
