import LibraryModel

/// R4: one to four hours (每次最少预约一小时，最多预约四小时), both included. Published slots are as long as they are.
enum SlotLength: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        guard inquiry.isFreeChoice else { return nil }
        let (shortest, longest) = (inquiry.policy.shortest, inquiry.policy.longest)
        let length = inquiry.request.length
        if length < shortest { return BookingRefusal(.tooShort, limit: shortest.wholeMinutes) }
        if length > longest { return BookingRefusal(.tooLong, limit: longest.wholeMinutes) }
        return nil
    }
}

extension Duration {
    /// As prompts say it.
    var wholeMinutes: Int { Int(inMilliseconds / 60_000) }
}
