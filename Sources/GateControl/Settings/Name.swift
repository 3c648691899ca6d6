import LibraryModel

/// Short texts of a configuration that have a shape.
enum Name {
    /// 1 to 32 of a-z, 0-9 and `-`, beginning with a letter: safe in files, topics and URLs.
    static func slug(_ text: String) -> String? {
        guard (1...32).contains(text.utf8.count), let first = text.utf8.first, (0x61...0x7A).contains(first),
            text.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        return text
    }

    /// `08:00-22:00`.
    static func span(_ text: String) -> OpeningHours.Span? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard ends.count == 2, let opens = TimeOfDay(ends[0]), let closes = TimeOfDay(ends[1]) else { return nil }
        return OpeningHours.Span(opens: opens, closes: closes)
    }

    /// `+08:00` or `-03:30`.
    static func offset(_ text: String) -> TimeZoneOffset? {
        guard let sign = text.first, sign == "+" || sign == "-", let shift = TimeOfDay(text.dropFirst()) else { return nil }
        return TimeZoneOffset(minutes: (sign == "-" ? -1 : 1) * (shift.hour * 60 + shift.minute))
    }
}
