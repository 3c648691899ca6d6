import LibraryModel

/// R7 alternative B: bookings of one campus end to end may together not be longer than this.
enum LongStay: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard let longest = inquiry.policy.longestStay else { return nil }
        let here = inquiry.ground.claims.filter { $0.campus == inquiry.request.campus }
        var (start, end) = (inquiry.start, inquiry.end)
        while let before = here.first(where: { $0.end == start && $0.start < start }) { start = before.start }
        while let after = here.first(where: { $0.start == end && $0.end > end }) { end = after.end }
        return end - start > longest ? BookingRefusal(.stayTooLong, limit: longest.wholeMinutes) : nil
    }
}
