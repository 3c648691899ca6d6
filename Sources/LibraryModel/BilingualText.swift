/// The same words for Chinese and for English readers.
public struct BilingualText: Hashable, Codable, Sendable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) { (self.zh, self.en) = (zh, en) }
}
