/// A patron says that a violation is wrong (R20). One for each violation.
public struct Appeal: Hashable, Codable, Sendable {
    /// What the desk said.
    public struct Answer: Hashable, Codable, Sendable {
        public let at: WallTime
        public let who: String
        /// The violation was waived.
        public let isGranted: Bool
        public let words: String

        public init(at: WallTime, who: String, isGranted: Bool, words: String) {
            (self.at, self.who, self.isGranted, self.words) = (at, who, isGranted, words)
        }
    }

    /// The longest text of a patron, in characters.
    public static let longestWords = 500

    /// The booking of the violation.
    public let booking: BookingID
    public let patron: PatronID
    public let at: WallTime
    public let words: String
    /// Nil until the desk has answered.
    public var answer: Answer?

    public init(booking: BookingID, patron: PatronID, at: WallTime, words: String, answer: Answer? = nil) {
        (self.booking, self.patron, self.at, self.words, self.answer) = (booking, patron, at, words, answer)
    }
}
