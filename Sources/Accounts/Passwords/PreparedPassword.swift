internal import Foundation

/// A password in the form in which it is hashed.
///
/// Compatibility forms are made one (NFKC, as NIST SP 800-63B section 5.1.1.2 asks): a phone's Chinese keyboard may
/// write `ａ` where another writes `a`.
struct PreparedPassword: Sendable {
    let bytes: [UInt8]

    /// Nil when it is longer than ``AccountLimits/longestPassword`` as it was typed.
    init?(_ password: String) {
        guard password.utf8.count <= AccountLimits.longestPassword else { return nil }
        bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
    }

    /// The code points, for rules that count them.
    var characters: [Unicode.Scalar] { Array(String(decoding: bytes, as: UTF8.self).unicodeScalars) }
}
