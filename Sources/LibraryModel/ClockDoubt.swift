/// Why a clock is not believed, and what to do, in plain words.
public enum ClockDoubt: Hashable, Sendable {
    /// No time service keeps it, and nothing else vouches for it.
    case notSynchronised
    /// Ahead of the last written time by so much: it is believed after an hour of staying synchronised.
    case ahead(Duration)
    /// So much later (or earlier, negative) than the last written time that only staff can say.
    case apart(Duration)

    /// Nil while the reading is believed.
    public init?(_ reading: ClockReading, lastWritten: WallTime?) {
        guard reading.trust != .trusted else { return nil }
        guard let lastWritten else {
            self = .notSynchronised
            return
        }
        let ahead = reading.time - lastWritten
        self = switch ClockAgreement(of: reading.time, lastWritten: lastWritten) {
        case .near: .notSynchronised
        case .ahead: .ahead(ahead)
        case .apart: .apart(ahead)
        }
    }

    /// Whether somebody's word ends it. A clock that nothing keeps is made right by a time service, by nobody's word.
    public var canBeAccepted: Bool { self != .notSynchronised }

    /// Every ``code``.
    public static let codes = ["not_synchronised", "ahead", "apart"]

    /// A stable word.
    public var code: String {
        switch self {
        case .notSynchronised: "not_synchronised"
        case .ahead: "ahead"
        case .apart: "apart"
        }
    }

    /// How far the clock is ahead of the last written time; zero where it is near it.
    public var ahead: Duration {
        switch self {
        case .notSynchronised: .zero
        case .ahead(let ahead), .apart(let ahead): ahead
        }
    }

    /// For staff.
    public var words: BilingualText {
        switch self {
        case .notSynchronised:
            BilingualText(
                zh: "时钟没有同步，或刚刚跳变（走稳十分钟后采信），暂不删除、结算或清零；若一直如此，请检查时间服务",
                en: "the clock is not synchronised, or jumped within the last ten minutes, so nothing is deleted, settled or reset; if that lasts, check the time service")
        case .ahead(let ahead):
            BilingualText(
                zh: "时钟比上次记录的时间晚 \(Self.length(ahead).zh)；持续同步一小时后采信，在此之前不删除、结算或清零",
                en: "the clock is \(Self.length(ahead).en) ahead of the last written time; it is believed after an hour of staying synchronised, and nothing is deleted, settled or reset until then")
        case .apart(let ahead):
            BilingualText(
                zh: "时钟比上次记录的时间\(ahead < .zero ? "早" : "晚") \(Self.length(ahead).zh)；核对时间后由管理员确认，在此之前不删除、结算或清零",
                en: "the clock is \(Self.length(ahead).en) \(ahead < .zero ? "behind" : "ahead of") the last written time; compare it with a right one and accept it (desk, or `gatehouse clock accept`): nothing is deleted, settled or reset until then")
        }
    }

    private static func length(_ ahead: Duration) -> BilingualText {
        let minutes = abs(ahead.components.seconds) / 60
        if minutes < 120 { return BilingualText(zh: "\(minutes) 分钟", en: "\(minutes) min") }
        return minutes < 60 * 72
            ? BilingualText(zh: "\(minutes / 60) 小时", en: "\(minutes / 60) h")
            : BilingualText(zh: "\(minutes / 60 / 24) 天", en: "\(minutes / 60 / 24) days")
    }
}
