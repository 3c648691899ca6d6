/// What the keeper says: the answer to an order, or what happened to a line by itself.
///
///     0 version   1 what   2 line   3 nothing (0)   4 to 7 number of the order, or failed tries   8 to 11 errno, or 0
///     12, 13 bytes of the call   14, 15 bytes of the advice   16… both, in UTF-8
///
/// Numbers have their lowest byte first.
public enum KeeperAnswer: Hashable, Sendable {
    /// Order `number` is carried out.
    case done(number: UInt32)
    /// Order `number` is not.
    case refused(number: UInt32, LineError)
    /// See ``PulsedOutput/Alert``.
    case stuck(line: Int, LineError)
    case freed(line: Int, failedTries: UInt32)

    static let head = 16
    /// The most bytes of each text; what is longer is cut.
    static let longestText = 480
    /// The largest errno of Linux.
    static let largestCode: UInt64 = 4095
    /// Room for any answer, in bytes.
    public static let largest = head + 2 * longestText

    /// Nil for anything that is not exactly an answer.
    public init?(_ packet: [UInt8]) {
        guard packet.count >= Self.head, packet.count <= Self.largest, packet[0] == KeeperOrder.version, packet[3] == 0,
            packet[2] < BoardDescription.mostLines
        else { return nil }
        let (line, code) = (Int(packet[2]), packet.number(at: 8, bytes: 4))
        let number = UInt32(packet.number(at: 4, bytes: 4))
        switch packet[1] {
        case 1 where line == 0 && code == 0 && packet.hasNoText: self = .done(number: number)
        case 2 where line == 0:
            guard let error = LineError(code: code, packet) else { return nil }
            self = .refused(number: number, error)
        case 3 where number == 0:
            guard let error = LineError(code: code, packet) else { return nil }
            self = .stuck(line: line, error)
        case 4 where code == 0 && packet.hasNoText: self = .freed(line: line, failedTries: number)
        default: return nil
        }
    }

    /// As it is sent.
    public var packet: [UInt8] {
        switch self {
        case .done(let number): Self.packet(1, 0, number, nil)
        case .refused(let number, let error): Self.packet(2, 0, number, error)
        case .stuck(let line, let error): Self.packet(3, line, 0, error)
        case .freed(let line, let tries): Self.packet(4, line, tries, nil)
        }
    }

    private static func packet(_ what: UInt8, _ line: Int, _ number: UInt32, _ error: LineError?) -> [UInt8] {
        let call = error.map { cut($0.call) } ?? []
        let advice = error.map { cut($0.advice) } ?? []
        let code = UInt32(clamping: max(error?.code ?? 0, error == nil ? 0 : 1))
        return [KeeperOrder.version, what, UInt8(clamping: line), 0] + number.lowestFirst + code.lowestFirst
            + UInt16(call.count).lowestFirst + UInt16(advice.count).lowestFirst + call + advice
    }

    /// Cut between characters.
    private static func cut(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for character in text {
            if bytes.count + character.utf8.count > longestText { break }
            bytes += character.utf8
        }
        return bytes
    }
}

extension [UInt8] {
    fileprivate var hasNoText: Bool { count == KeeperAnswer.head && number(at: 12, bytes: 4) == 0 }
}

extension LineError {
    /// The error of an answer; nil when its number or its texts are not as they must be.
    fileprivate init?(code: UInt64, _ packet: [UInt8]) {
        let (call, advice) = (Int(packet.number(at: 12, bytes: 2)), Int(packet.number(at: 14, bytes: 2)))
        let (head, most) = (KeeperAnswer.head, KeeperAnswer.longestText)
        guard (1...KeeperAnswer.largestCode).contains(code), call <= most, advice <= most,
            packet.count == head + call + advice,
            let callText = String(validating: packet[head..<head + call], as: UTF8.self),
            let adviceText = String(validating: packet[(head + call)...], as: UTF8.self)
        else { return nil }
        self.init(call: callText, code: Int32(code), advice: adviceText)
    }
}
