import LibraryModel

/// The project's own words in a body.
extension JSONField {
    /// Why somebody acts: something other than blanks.
    func why() -> String? {
        guard let words = text(1...200)?.trimming(while: \.isWhitespace) else { return nil }
        return words.isEmpty ? wrong("is blank") : words
    }

    func recordID() -> RecordID? {
        guard case .text(let text) = value, let id = RecordID(text) else { return wrong("must be 32 hexadecimal digits") }
        return id
    }

    func booking() -> BookingID? {
        guard case .text(let text) = value, let id = BookingID(text) else { return wrong("must be 16 hexadecimal digits") }
        return id
    }

    func patron() -> PatronID? {
        guard case .text(let text) = value, let id = PatronID(rawValue: text) else {
            return wrong("must be a card number of 1 to 20 letters and digits")
        }
        return id
    }

    func flag() -> Bool? {
        guard case .flag(let flag) = value else { return wrong("is \(value.kind); it must be true or false") }
        return flag
    }

    /// A whole number.
    func count(_ range: ClosedRange<Int>) -> Int? {
        guard let number = number(Double(range.lowerBound)...Double(range.upperBound)) else { return nil }
        return Int(exactly: number) ?? wrong("must be a whole number")
    }
}
