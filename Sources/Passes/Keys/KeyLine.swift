import LibraryModel
internal import Secrets

/// One line of a key file, without its secret.
struct KeyLine {
    /// Where a line stands, for messages.
    struct Place {
        let path: String
        let number: Int

        func fault(_ reason: String) -> PassError { .badLine(path: path, line: number, reason: reason) }
    }

    let place: Place
    let id: KeyID
    let validFrom: WallTime
    let validUntil: WallTime
    let publicKey: [UInt8]
    /// Where in the file the seed stands.
    let seedField: Range<Int>?

    /// From the first four fields of the line.
    init(place: Place, publicFields fields: [String], seedField: Range<Int>?) throws(PassError) {
        guard let id = KeyID(fields[0]) else { throw place.fault("the key id must have 4 hexadecimal digits") }
        guard let from = LocalTime(rfc3339: fields[1]), let until = LocalTime(rfc3339: fields[2]) else {
            throw place.fault("the dates must read like 2026-11-21T08:40:00+08:00")
        }
        guard let publicKey = Hexadecimal.bytes(fields[3].utf8, anyCase: true), publicKey.count == Ed25519.publicKeyBytes else {
            throw place.fault("the public key must have 64 hexadecimal digits")
        }
        (self.place, self.id, self.publicKey, self.seedField) = (place, id, publicKey, seedField)
        (validFrom, validUntil) = (from.instant, until.instant)
    }

    func fault(_ reason: String) -> PassError { place.fault(reason) }

    /// `error` with the place where it arose; one that names its file already stays as it is.
    func located(_ error: PassError) -> PassError {
        switch error {
        case .badKey, .badDates: fault("\(error)")
        default: error
        }
    }

    /// Makes sure that what the line says is what the key made from it is.
    func check(against key: VerificationKey) throws(PassError) {
        guard key.publicKey == publicKey else { throw fault("the public key does not belong to the seed") }
        guard key.id == id else { throw fault("the key id must be \(key.id) for this public key") }
    }
}
