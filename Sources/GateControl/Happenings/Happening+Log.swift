import LaneControl
import LibraryModel
import LibraryStore
public import Logging

extension Happening {
    /// The line for the log, without anything that leads to a person: no number, no name, no booking.
    public var logLine: (level: Logger.Level, words: String) {
        let (level, words) = line
        return (level, "lane \(lane): \(words)")
    }

    private var line: (Logger.Level, String) {
        switch what {
        case .decided(let decision, _, _):
            (.info, "\(decision.admits ? "admitted" : "refused") \(decision.code.rawValue)")
        case .unlocked(let direction, let length): (.debug, "unlocked \(direction.rawValue) for \(length.inMilliseconds) ms")
        case .passed(let direction, let matched):
            (matched ? .info : .notice, "passage \(direction.rawValue)\(matched ? "" : " without pass or staff")")
        case .notPassed(let direction): (.info, "no passage \(direction.rawValue)")
        case .modeChanged(let mode): (mode == .emergency ? .critical : .notice, "mode \(mode.rawValue)")
        case .alarm(let alarm, let raised): (raised ? .warning : .notice, "alarm \(alarm.code) \(raised ? "raised" : "ended")")
        case .staff(let act): (.notice, "staff \(act.kind.rawValue) by \(act.source.rawValue)\(act.served ? "" : ", not served")")
        case .desk(let deed, _): (.notice, "staff \(deed.rawValue) at the desk")
        case .lineFault(let words): (.error, words)
        case .linesMended: (.notice, "every line answers again")
        case .camera(.fault(let words)): (.error, "camera: \(words)")
        case .camera(let health): (.notice, "camera: \(health)")
        case .record(let backlog):
            backlog.isBehind
                ? (.error, "the record is behind: \(backlog.waiting) wait, \(backlog.lost) lost. \(backlog.lastError?.description ?? "")")
                : (.notice, "the record has caught up")
        }
    }
}
