import LibraryModel
import LibraryStore

extension Query {
    /// The most days that one report covers: three years.
    static let longestReport = 1100
    /// The most days of a report by the hour.
    static let longestHourly = 400

    /// An instant: RFC 3339, or a day, which stands for its begin, or as an end for the begin of the next one.
    func instant(_ name: String, at offset: TimeZoneOffset, isEnd: Bool = false) -> WallTime? {
        guard let text = self[name] else { return nil }
        if let date = CivilDate(text) {
            return LocalTime(date, .midnight, at: offset).instant + (isEnd ? .hours(24) : .zero)
        }
        if let time = LocalTime(rfc3339: text)?.instant { return time }
        wrong(name, "is no day such as 2026-11-21 and no time such as 2026-11-21T09:00:00+08:00")
        return nil
    }

    /// A record's id; nil when it is not there, or wrong, which is noted.
    func recordID(_ name: String) -> RecordID? {
        guard let text = self[name] else { return nil }
        if let id = RecordID(text) { return id }
        wrong(name, "must be 32 hexadecimal digits")
        return nil
    }

    /// One of the words of an enumeration; nil when it is not there, or wrong, which is noted.
    func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String, _ type: Word.Type) -> Word? {
        guard let text = self[name] else { return nil }
        if let word = Word(rawValue: text) { return word }
        wrong(name, "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
        return nil
    }

    /// `limit`, 1 to the longest page.
    var limit: Int { number("limit", in: 1...StoreLimits.page) ?? 100 }

    /// Local days from `from` to `until`, both included: the last 30 where they are left out.
    func days(until today: CivilDate, by step: CountQuery.Step) -> ClosedRange<CivilDate>? {
        let last = day("until") ?? today
        let first = day("from") ?? CivilDate(daysSinceEpoch: last.daysSinceEpoch - 29)
        guard first <= last else {
            wrong("until", "is before `from`")
            return nil
        }
        let most = step == .hour ? Self.longestHourly : Self.longestReport
        guard last.daysSinceEpoch - first.daysSinceEpoch < most else {
            wrong("from", "is more than \(most) days before `until`")
            return nil
        }
        return first...last
    }

    private func day(_ name: String) -> CivilDate? {
        guard let text = self[name] else { return nil }
        if let date = CivilDate(text) { return date }
        wrong(name, "is no day such as 2026-11-21")
        return nil
    }
}
