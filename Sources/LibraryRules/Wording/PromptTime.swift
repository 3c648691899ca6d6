import LibraryModel

/// Times as prompts say them.
enum PromptTime {
    /// `08:40` today, `11月21日08:40` and `21 Nov 08:40` on another day, the day alone at its midnight (R25).
    static func text(_ time: WallTime, seenAt now: WallTime, offset: TimeZoneOffset) -> BilingualText {
        let local = LocalTime(time, at: offset)
        let clock = "\(local.time)"
        if local.date == LocalTime(now, at: offset).date { return BilingualText(zh: clock, en: clock) }
        let zh = "\(local.date.month)月\(local.date.day)日"
        let en = "\(local.date.day) \(months[local.date.month - 1])"
        if local.time.milliseconds == 0 { return BilingualText(zh: zh, en: en) }
        return BilingualText(zh: zh + clock, en: "\(en) \(clock)")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
