public import LibraryModel

/// What the controller's side asks of the keeper: one packet of 16 bytes.
///
///     0 version   1 what   2 line   3 nothing (0)   4 to 7 number   8 to 15 end of a pulse, ns of CLOCK_MONOTONIC, or 0
///
/// Numbers have their lowest byte first. Both ends are the same program, so there is one version at a time.
public struct KeeperOrder: Hashable, Sendable {
    /// What is asked. A line is named by its place in the ``KeeperCharge``.
    public enum Wish: Hashable, Sendable {
        /// On until that instant and not longer. An order that is late is shorter by as much, and one that is too late does
        /// nothing: a pulse never begins that nobody expects any more.
        case pulse(line: Int, until: Instant)
        case off(line: Int)
        /// See ``UnlockLine/probe()``.
        case probe(line: Int)
        /// The controller is there.
        case beat
    }

    static let version: UInt8 = 1
    static let size = 16

    public let number: UInt32
    public let wish: Wish

    /// `number` comes back in the answer.
    public init(_ wish: Wish, number: UInt32) { (self.wish, self.number) = (wish, number) }

    /// Nil for anything that is not exactly an order.
    public init?(_ packet: [UInt8]) {
        guard packet.count == Self.size, packet[0] == Self.version, packet[3] == 0, packet[2] < BoardDescription.mostLines
        else { return nil }
        let line = Int(packet[2])
        let end = Int64(bitPattern: packet.number(at: 8, bytes: 8))
        switch (packet[1], line, end) {
        case (1, _, 1...): wish = .pulse(line: line, until: Instant(nanoseconds: end))
        case (2, _, 0): wish = .off(line: line)
        case (3, _, 0): wish = .probe(line: line)
        case (4, 0, 0): wish = .beat
        default: return nil
        }
        number = UInt32(packet.number(at: 4, bytes: 4))
    }

    /// As it is sent.
    public var packet: [UInt8] {
        let (code, line, end): (UInt8, Int, Int64) =
            switch wish {
            case .pulse(let line, let until): (1, line, until.nanoseconds)
            case .off(let line): (2, line, 0)
            case .probe(let line): (3, line, 0)
            case .beat: (4, 0, 0)
            }
        return [Self.version, code, UInt8(clamping: line), 0] + number.lowestFirst + UInt64(bitPattern: end).lowestFirst
    }
}

extension [UInt8] {
    /// The number in so many bytes, lowest first. The caller has looked that they are there.
    func number(at start: Int, bytes: Int) -> UInt64 {
        self[start..<start + bytes].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension FixedWidthInteger {
    /// Its bytes, lowest first.
    var lowestFirst: [UInt8] {
        stride(from: 0, to: Self.bitWidth, by: 8).map { UInt8(truncatingIfNeeded: self >> Self($0)) }
    }
}
