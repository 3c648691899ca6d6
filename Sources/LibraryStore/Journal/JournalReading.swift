/// What a write-ahead log holds, frame by frame (sqlite.org/fileformat2.html#walformat).
///
/// SQLite reads such a log up to the first frame that is not right and silently forgets the rest. After a power cut that is
/// as it should be: the end was being written and nobody had been told that it was kept. A frame that is right behind one
/// that is not tells of damage instead: frames are written one after another, so the bad one was right once, and with it
/// records are lost that were acknowledged.
///
/// Two cases cannot be told from the bytes. A power cut may leave the frames of the one transaction that was being written
/// out of order, which looks like damage; and damage to the last frame looks like a power cut. The first is told as damage,
/// since a recount too many costs less than a record too few.
public struct JournalReading: Hashable, Sendable {
    static let headerBytes = 32
    static let frameHeaderBytes = 24

    /// Frames that are right, from the beginning.
    public private(set) var good = 0
    /// Right frames behind a wrong one: SQLite will not read them.
    public private(set) var lost = 0
    /// Those of them that end a transaction. Without one nobody was told of anything: what was taken back, or was being
    /// written when the program was killed, stays in the log behind what a later run writes over its begin.
    public private(set) var lostCommits = 0
    /// Bytes of a page; nil when the header does not say so in a way that can be.
    public let pageBytes: Int?

    private let salts: [UInt8]?
    private let isBigEndian: Bool
    private var isBroken: Bool
    /// The checksum that the frame before has written down, or for the first the header.
    private var seed: Checksum
    private var lastSalts: [UInt8] = []

    public var isDamaged: Bool { lostCommits > 0 }

    /// Begins with the header, which must be 32 bytes.
    public init(header: [UInt8]) {
        precondition(header.count == Self.headerBytes, "the header of a log has 32 bytes")
        let magic = Self.word(header, 0, bigEndian: true)
        isBigEndian = magic == 0x377F_0683
        let size = Int(Self.word(header, 8, bigEndian: true))
        pageBytes = (512...65_536).contains(size) && size & (size - 1) == 0 ? size : nil
        seed = Checksum(stored: header, at: 24)
        let isRight = (magic & ~1) == 0x377F_0682 && pageBytes != nil
            && Checksum().adding(header[0..<24], bigEndian: isBigEndian) == seed
        salts = isRight ? Array(header[16..<24]) : nil
        isBroken = !isRight
    }

    /// One frame more: its header and its page.
    public mutating func take(_ frame: ArraySlice<UInt8>) {
        let bytes = Array(frame.prefix(Self.frameHeaderBytes))
        let own = Array(bytes[8..<16])
        let stored = Checksum(stored: bytes, at: 16)
        let sum = seed.adding(bytes[0..<8], bigEndian: isBigEndian)
            .adding(frame.dropFirst(Self.frameHeaderBytes), bigEndian: isBigEndian)
        // Without a header that is right the frames vouch for one another. A log that was never written is all zeroes.
        let isOfThisLog = salts.map { $0 == own } ?? (own == lastSalts)
        let isRight = isOfThisLog && sum == stored && Self.word(bytes, 0, bigEndian: true) != 0
        (seed, lastSalts) = (stored, own)
        if !isRight { isBroken = true } else if !isBroken { good += 1 } else {
            lost += 1
            if Self.word(bytes, 4, bigEndian: true) != 0 { lostCommits += 1 }
        }
    }

    private static func word(_ bytes: [UInt8], _ at: Int, bigEndian: Bool) -> UInt32 {
        let four = bytes[at..<(at + 4)]
        return (bigEndian ? Array(four) : four.reversed()).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The log's running sum of two words.
    private struct Checksum: Hashable {
        var first: UInt32 = 0
        var second: UInt32 = 0

        init() {}

        init(stored bytes: [UInt8], at place: Int) {
            first = word(bytes, place, bigEndian: true)
            second = word(bytes, place + 4, bigEndian: true)
        }

        /// `bytes` are a multiple of eight.
        func adding(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> Self {
            var sum = self
            unsafe bytes.withUnsafeBytes { (raw: UnsafeRawBufferPointer) in
                for place in stride(from: 0, to: raw.count - 7, by: 8) {
                    let one = unsafe raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                    let two = unsafe raw.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
                    sum.first &+= (bigEndian ? UInt32(bigEndian: one) : UInt32(littleEndian: one)) &+ sum.second
                    sum.second &+= (bigEndian ? UInt32(bigEndian: two) : UInt32(littleEndian: two)) &+ sum.first
                }
            }
            return sum
        }
    }
}
