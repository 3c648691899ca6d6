import LibraryModel

/// The envelope of a pass: `GH1:` and the Base45 of an untagged COSE_Sign1 (RFC 9052 section 4.2).
///
/// `[ protected << {1: -8 (EdDSA), 4: kid} >>, unprotected {}, payload, signature ]`, exactly so: every other header,
/// tag or order is refused, so that one set of claims under one key has one text.
struct SignedPass {
    /// What a text of this version begins with.
    static let prefix = "GH1:"
    /// The longest text that is looked at, in characters.
    static let longestText = Base45.longestText

    private static let algorithmHeader: Int64 = 1
    private static let keyHeader: Int64 = 4
    /// EdDSA (RFC 9053 section 2.2).
    private static let edDSA: Int64 = -8

    let key: KeyID
    let payload: [UInt8]
    let signature: [UInt8]

    /// The text of a QR code.
    var text: String {
        let envelope = CBORValue.array([
            .bytes(Self.protected(key)), .map([:]), .bytes(payload), .bytes(signature),
        ])
        return Self.prefix + Base45.encode(envelope.encoded)
    }

    /// What the signature is made over.
    var signedBytes: [UInt8] { Self.signedBytes(key: key, payload: payload) }

    /// Sig_structure of RFC 9052 section 4.4: `["Signature1", protected, external data h'', payload]`.
    static func signedBytes(key: KeyID, payload: [UInt8]) -> [UInt8] {
        let arrayOfFour: UInt8 = 0x84
        let textOfTen: UInt8 = 0x6A
        return [arrayOfFour, textOfTen] + Array("Signature1".utf8) + CBORValue.bytes(protected(key)).encoded
            + CBORValue.bytes([]).encoded + CBORValue.bytes(payload).encoded
    }

    private static func protected(_ key: KeyID) -> [UInt8] {
        CBORValue.map([algorithmHeader: .integer(edDSA), keyHeader: .bytes(key.bytes)]).encoded
    }

    /// Takes the envelope apart. Nothing in it is believed by that.
    static func read(_ text: some Collection<UInt8>) -> Result<SignedPass, Refusal> {
        guard text.starts(with: prefix.utf8) else {
            return .failure(Refusal(isOtherVersion(text) ? .unsupportedVersion : .notAPass))
        }
        guard text.count <= longestText, let bytes = Base45.decode(text.dropFirst(prefix.utf8.count)),
            case .array(let items)? = CBORValue.decode(bytes), items.count == 4,
            let header = items[0].bytes.flatMap(CBORValue.decode)?.map, let algorithm = header[algorithmHeader]
        else { return .failure(Refusal(.malformed)) }
        guard algorithm == .integer(edDSA) else {
            return .failure(Refusal(algorithm.integer == nil ? .malformed : .unsupportedVersion))
        }
        guard header.count == 2, let key = header[keyHeader]?.bytes.flatMap(KeyID.init(bytes:)), items[1] == .map([:]),
            let payload = items[2].bytes, let signature = items[3].bytes, signature.count == Ed25519.signatureBytes
        else { return .failure(Refusal(.malformed)) }
        return .success(SignedPass(key: key, payload: payload, signature: signature))
    }

    /// Carries a rejection in a `Result`, which asks for an error.
    struct Refusal: Error {
        let reason: PassRejection
        init(_ reason: PassRejection) { self.reason = reason }
    }

    /// Whether the text begins like a pass of another version: `GH`, one to three digits, a colon.
    private static func isOtherVersion(_ text: some Collection<UInt8>) -> Bool {
        guard text.starts(with: "GH".utf8) else { return false }
        let digits = text.dropFirst(2).prefix(4).prefix { (0x30...0x39).contains($0) }
        return (1...3).contains(digits.count) && text.dropFirst(2 + digits.count).first == UInt8(ascii: ":")
    }
}
