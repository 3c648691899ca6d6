import Foundation
import Glibc
import LibraryModel
import LibraryStore

/// One admission against the store on disk: facts, rules, record and seat in one transaction.
struct AdmissionBench {
    static let warmUp = 20
    /// The size of a page of the store: what the disk itself is asked to keep.
    static let page = 4096

    let library: BenchLibrary
    let rounds: Int

    /// Two copies of one store take turns: one waits for the disk at each commit as a gate does, the other never.
    func run() async throws -> BenchResult {
        var safe = try Side(library, "with-fsync", SQLiteStore.Options())
        var quick = try Side(library, "without-fsync", .quick)
        let disk = try Disk(path: "\(library.folder.path)/disk-probe")
        var probes: [Duration] = []
        for round in 0..<(Self.warmUp + rounds) {
            try Task.checkCancellation()
            let counts = round >= Self.warmUp
            let number = BenchLibrary.inside + 1 + round % (BenchLibrary.bookings - BenchLibrary.inside)
            try await safe.admit(number, counts: counts)
            try await quick.admit(number, counts: counts)
            let probe = try disk.writePage()
            if counts { probes.append(probe) }
        }
        let with = BenchRow("one admission, fsync included", safe.spans)
        let without = BenchRow("one admission, without fsync", quick.spans, aim: .init(statistic: .p99, below: 1))
        let probe = BenchRow("the disk alone: write 4 KiB and fdatasync", probes)
        return BenchResult(
            rows: [with, without, probe].compactMap(\.self),
            ratios: [
                BenchRatio("one admission, with fsync / without", with, over: without),
                BenchRatio("one admission, fsync included / the disk alone", with, over: probe),
            ].compactMap(\.self))
    }

    /// One of the two stores and what it took.
    private struct Side {
        let library: BenchLibrary
        let store: SQLiteStore
        let time = BenchTime()
        var chance = BenchChance(seed: 4)
        var spans: [Duration] = []

        init(_ library: BenchLibrary, _ name: String, _ options: SQLiteStore.Options) throws {
            self.library = library
            store = try SQLiteStore(path: library.copy(to: name) + "/gatehouse.db", options: options)
        }

        /// The seat goes back untimed, so that 250 stay inside.
        mutating func admit(_ number: Int, counts: Bool) async throws {
            let now = time.wall().time
            let start = time.now()
            let admission = try await library.admit(number, to: store, at: now, using: &chance)
            let span = time.now() - start
            guard let seat = admission.seat else { throw BenchError("not admitted: \(admission.decision.code.rawValue)") }
            if counts { spans.append(span) }
            _ = try await store.gaveBack(seat, at: time.wall().time, why: .timedOut)
        }
    }
}

/// A file that is written page by page, to know what the disk alone asks for.
private final class Disk {
    private let descriptor: Int32
    private let page = [UInt8](repeating: 0x5A, count: AdmissionBench.page)
    private let time = BenchTime()
    private let path: String

    init(path: String) throws {
        self.path = path
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchError("\(path): cannot be written (errno \(errno))") }
    }

    deinit {
        close(descriptor)
        unsafe unlink(path)
    }

    /// Writes one page at the end and waits until the disk has it.
    func writePage() throws -> Duration {
        let start = time.now()
        guard unsafe write(descriptor, page, page.count) == page.count, fdatasync(descriptor) == 0 else {
            throw BenchError("\(path): cannot be written (errno \(errno))")
        }
        return time.now() - start
    }
}
