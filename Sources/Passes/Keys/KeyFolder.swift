internal import Glibc
internal import Secrets

/// The folder of the one place that issues passes: `secret.keys`, which is the truth, and `public.keys`, the copy of it that
/// gates believe.
///
/// At every instant each key that can sign is in `public.keys`, whatever ends the program in the midst of a change: a key is
/// published before it can sign, and withdrawn after it no longer can. The rename of `secret.keys` decides; what a change
/// that was cut off has left behind, the next one sets right.
public struct KeyFolder: Sendable {
    private let path: String
    public var secret: String { path + "/secret.keys" }
    public var `public`: String { path + "/public.keys" }

    public init(_ path: String) { self.path = path }

    /// Puts the first keys there; false, and nothing is changed, where there are keys already.
    public func create(_ ring: SigningKeyRing) throws(PassError) -> Bool {
        let lock = try lock()
        guard unsafe access(secret, F_OK) != 0 else { return false }
        try put(ring, after: SigningKeyRing())
        _ = consume lock
        return true
    }

    /// Puts what `change` makes of the keys in their place, while nobody else changes them.
    public func change(_ change: (SigningKeyRing) throws(PassError) -> SigningKeyRing) throws(PassError) {
        let lock = try lock()
        let earlier = try KeyFile.load(secret)
        try put(try change(earlier), after: earlier)
        _ = consume lock
    }

    private func lock() throws(PassError) -> FolderLock {
        try PassError.ofKeys { () throws(SecretError) in
            let lock = try FolderLock(path)
            lock.deleteDrafts()
            return lock
        }
    }

    private func put(_ ring: SigningKeyRing, after earlier: SigningKeyRing) throws(PassError) {
        let either = Set(earlier.publicRing.keys).union(ring.publicRing.keys)
        try KeyFile.savePublic(try KeyRing(Array(either)), to: self.public)
        try KeyFile.save(ring, to: secret)
        if either.count > ring.publicRing.keys.count { try KeyFile.savePublic(ring.publicRing, to: self.public) }
    }
}
