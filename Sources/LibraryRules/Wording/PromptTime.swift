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

    /// `4小时` and `4 hours` where the hours are whole, else `90分钟` and `90 minutes`.
    static func length(minutes: Int) -> BilingualText {
        guard minutes > 0, minutes % 60 == 0 else { return BilingualText(zh: "\(minutes)分钟", en: "\(minutes) minutes") }
        let hours = minutes / 60
        return BilingualText(zh: "\(hours)小时", en: hours == 1 ? "1 hour" : "\(hours) hours")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
