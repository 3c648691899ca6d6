public import LibraryModel

/// What has befallen a store; it is told until it is mended.
public enum StoreTrouble: Hashable, Sendable {
    /// Changes that had been recorded went with a damaged log, in plain words; until somebody has counted.
    case recordsLost(String)
    /// Something does not hold together, as SQLite says it; until a look at every page finds nothing.
    case damaged(String)
    /// It does not answer, or not with what was asked.
    case unanswered(StoreError)

    public var isDamage: Bool { if case .damaged = self { true } else { false } }

    /// Every ``code``.
    public static let codes = ["records_lost", "damaged", "no_answer"]

    /// A stable word.
    public var code: String {
        switch self {
        case .recordsLost: "records_lost"
        case .damaged: "damaged"
        case .unanswered: "no_answer"
        }
    }

    /// What is wrong and what to do.
    public var words: BilingualText {
        switch self {
        case .recordsLost(let what):
            BilingualText(
                zh: "日志曾损坏，部分已记录的变更丢失；请清点馆内人数并在服务台录入",
                en: "\(what); count who is inside and enter it at the desk")
        case .damaged(let finding):
            BilingualText(
                zh: "数据库损坏：\(finding)；请停止闸机程序并用备份恢复（`gatehouse restore`）",
                en: "the store is damaged: \(finding); stop the gate and restore a copy (`gatehouse restore`)")
        case .unanswered(let error):
            BilingualText(zh: "数据库没有应答：\(error.advice)", en: error.description)
        }
    }
}
