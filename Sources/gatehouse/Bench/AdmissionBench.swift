import Foundation
import Glibc
import LibraryModel
import LibraryStore

/// One admission against the store on disk: facts, rules, record and seat in one transaction.
struct AdmissionBench {
    /// So many of one kind in a row, then of the next: a busy minute falls on all kinds, and yet the writes of one kind
    /// do not wait for the disk that another has just set to work. The first of each block does not count.
    static let block = 25
    static let uncounted = 5
    /// The size of a page of the store: what the disk itself is asked to keep.
    static let page = 4096

    let library: BenchLibrary
    let rounds: Int

    /// Two copies of one store take turns: one waits for the disk at each commit as a gate does, the other never.
    func run() async throws -> BenchResult {
        var safe = try Side(library, "with-fsync", library.options())
        var quick = try Side(library, "without-fsync", library.options(.none))
        let disk = try Disk(path: "\(library.folder.path)/disk-probe")
        var probes: [Duration] = []
        while safe.spans.count < rounds {
            try Task.checkCancellation()
            try await safe.admitBlock()
            try await quick.admitBlock()
            for place in 0..<Self.block {
                let probe = try disk.writePage()
                if place >= Self.uncounted { probes.append(probe) }
            }
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
        var chance = SeededChance(seed: 4)
        var spans: [Duration] = []
        private var admitted = 0

        init(_ library: BenchLibrary, _ name: String, _ options: SQLiteStore.Options) throws {
            self.library = library
            store = try SQLiteStore(path: library.copy(to: name) + "/gatehouse.db", options: options)
        }

        mutating func admitBlock() async throws {
            for place in 0..<AdmissionBench.block {
                let span = try await admit()
                if place >= AdmissionBench.uncounted { spans.append(span) }
            }
        }

        /// The next patron; the seat goes back untimed, so that 250 stay inside.
        private mutating func admit() async throws -> Duration {
            let number = BenchLibrary.inside + 1 + admitted % (BenchLibrary.bookings - BenchLibrary.inside)
            admitted += 1
            let now = time.wall().time
            let start = time.now()
            let admission = try await library.admit(number, to: store, at: now, using: &chance)
            let span = time.now() - start
            guard let seat = admission.seat else { throw BenchError("not admitted: \(admission.decision.code.rawValue)") }
            _ = try await store.gaveBack(seat, at: time.wall().time, why: .timedOut)
            return span
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
