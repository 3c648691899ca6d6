public import LibraryModel
public import Secrets

/// The changing code that a kiosk shows and a patron's phone scans: proof that somebody stood before this lane just now.
///
/// Text: `LANE.STEP.MAC`, such as `east-in.lemwxz.0123456789abcdef`, at most 64 characters that stand unescaped behind
/// the `#` of a URL (RFC 3986 section 3.5). LANE is the lane's short name, STEP the number of 5 s steps since 1970 in
/// base 36, MAC the first 8 bytes of the authentication code over both. Eight bytes are enough: a guess can only be
/// tried at the server, and one in 2^64 is right.
public struct KioskCode: Sendable {
    /// How often a new code is shown.
    public static let step: Duration = .seconds(5)
    /// A code is good from the start of its step for so long: time to scan, sign in and let the phone find its place.
    public static let life: Duration = .seconds(90)
    /// A code may come so much before its step: two programs of one house whose clocks differ a little.
    public static let skew: Duration = step
    /// The most bytes of a code.
    public static let longest = 64

    private static let macBytes = 8
    /// Tells these codes from anything else that the key might ever authenticate.
    private static let domain = "gatehouse kiosk 1 "

    private let key: AuthenticationKey

    public init(key: AuthenticationKey) { self.key = key }

    /// The code that `lane` shows at `time`; nil for a name that is no lane's and for a time before 1970.
    public func make(_ lane: LaneID, at time: WallTime) -> String? {
        guard Self.isLaneName(lane.rawValue.utf8), time.milliseconds >= 0 else { return nil }
        let head = lane.rawValue + "." + String(Self.step(at: time), radix: 36)
        return head + "." + Hexadecimal.text(mac(over: Array(head.utf8)))
    }

    /// When the code of `time` is replaced by the next.
    public static func change(after time: WallTime) -> WallTime { start(of: step(at: time) + 1) }

    /// When the code that is shown at `time` stops being good.
    public static func end(ofCodeAt time: WallTime) -> WallTime { start(of: step(at: time)) + life }

    /// Judges what a phone sent: any bytes whatsoever.
    public func check(_ text: some Sequence<UInt8>, at time: WallTime) -> KioskVerdict {
        let bytes = Array(text.prefix(Self.longest + 1))
        guard bytes.count <= Self.longest else { return .malformed }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isLaneName(parts[0]), let step = Self.step(parts[1]),
            parts[2].count == 2 * Self.macBytes, let sent = Hexadecimal.bytes(parts[2])
        else { return .malformed }
        let head = bytes.prefix(parts[0].count + 1 + parts[1].count)
        guard Sodium.areEqual(sent, mac(over: Array(head))) else { return .forged }
        let start = Self.start(of: step)
        guard start - Self.skew <= time, time < start + Self.life else { return .expired }
        return .valid(LaneID(rawValue: String(decoding: parts[0], as: UTF8.self)))
    }

    /// Judges what a phone sent.
    public func check(_ text: String, at time: WallTime) -> KioskVerdict { check(text.utf8, at: time) }

    private func mac(over head: [UInt8]) -> [UInt8] {
        Array(key.code(over: Array(Self.domain.utf8) + head).prefix(Self.macBytes))
    }

    /// The same shape as in the settings: 1 to 32 of a-z, 0-9 and `-`, beginning with a letter.
    private static func isLaneName(_ name: some Collection<UInt8>) -> Bool {
        guard (1...32).contains(name.count), let first = name.first, (0x61...0x7A).contains(first) else { return false }
        return name.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    /// Rounds down: before 1970 too, since a clock can be that wrong.
    private static func step(at time: WallTime) -> Int64 {
        let length = step.inMilliseconds
        return time.milliseconds / length - (time.milliseconds % length < 0 ? 1 : 0)
    }

    /// Reads base 36 in its one spelling; at most 8 digits, which lie some 400,000 years ahead.
    private static func step(_ digits: ArraySlice<UInt8>) -> Int64? {
        let text = String(decoding: digits, as: UTF8.self)
        guard digits.count <= 8, let step = Int64(text, radix: 36), step >= 0, String(step, radix: 36) == text else { return nil }
        return step
    }

    private static func start(of step: Int64) -> WallTime { WallTime(milliseconds: step * Self.step.inMilliseconds) }
}
