internal import Secrets

/// The secret of an access token: `gh_` and 64 hexadecimal digits. Shown once; the store keeps its hash.
///
/// A fast hash is enough here, since 32 bytes of chance cannot be guessed as a password can.
public struct TokenSecret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private static let prefix = "gh_"
    private static let byteCount = 32

    /// What its owner writes into the header `Authorization: Bearer`.
    public let text: String

    /// A new secret; hand in `SystemRandomNumberGenerator` where it is to be secret.
    public init(using generator: inout some RandomNumberGenerator) {
        text = Self.prefix + Hexadecimal.text(Hexadecimal.chance(Self.byteCount, from: &generator))
    }

    /// What somebody sent; nil when it is not of the form.
    public init?(_ text: String) {
        guard text.utf8.count == Self.prefix.utf8.count + 2 * Self.byteCount, text.hasPrefix(Self.prefix),
            Hexadecimal.bytes(text.utf8.dropFirst(Self.prefix.utf8.count)) != nil
        else { return nil }
        self.text = text
    }

    /// What the store keeps and is asked by: 64 digits of BLAKE2b.
    public var hash: String { Hexadecimal.text(Sodium.hash(Array(text.utf8))) }

    /// Nothing of the secret.
    public var description: String { "gh_…" }
    /// Nothing of the secret.
    public var debugDescription: String { description }
}
