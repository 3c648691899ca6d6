import Folders
import Glibc
import LibraryModel
import Passes
import Secrets
import Testing

@Suite struct KeyFileTests {
    let folder: TemporaryFolder
    let fixture: Fixture
    let ring: SigningKeyRing

    init() throws {
        folder = try TemporaryFolder()
        fixture = try Fixture()
        let next = try SigningKey(
            seed: Array(repeating: 5, count: 32), validFrom: try instant("2027-10-01T00:00:00Z"),
            validUntil: try instant("2999-12-31T23:59:59Z"))
        ring = try SigningKeyRing([fixture.key, next])
    }

    /// The text of a secret file with the one key of the fixture.
    static let good = """
        gatehouse-keys 1 secret
        # Whoever reads this file can make passes.
        # id from until public-key seed
        21fe 2026-11-01T00:00:00.000+00:00 2027-11-01T00:00:00.000+00:00 \
        d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a \
        9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60

        """

    @Test func `secret keys come back from disk and sign the same passes`() throws {
        let path = folder.path("keys")
        try KeyFile.save(ring, to: path)
        #expect(try folder.mode(of: path) == 0o600)
        let loaded = try KeyFile.load(path)
        #expect(loaded.publicRing == ring.publicRing)
        #expect(try PassIssuer(ring: loaded).issue(fixture.claims) == fixture.issuer.issue(fixture.claims))
        #expect(try folder.names() == ["keys"])
    }

    @Test func `the secret file is text that a person can read`() throws {
        let path = folder.path("keys")
        try KeyFile.save(SigningKeyRing([fixture.key]), to: path)
        #expect(try folder.read(path) == Self.good)
    }

    @Test func `the public file has no secrets and lets a gate verify`() throws {
        let path = folder.path("gate-keys")
        try KeyFile.savePublic(ring.publicRing, to: path)
        #expect(try folder.mode(of: path) == 0o644)
        #expect(!(try folder.read(path)).contains("9d61b19deffd5a60"))
        let gate = PassVerifier(ring: try KeyFile.loadPublic(path))
        #expect(gate.ring == ring.publicRing)
        #expect(gate.verify(try fixture.issuer.issue(fixture.claims)).claims == fixture.claims)
    }

    @Test(arguments: [0o644, 0o604, 0o620, 0o602, 0o601, 0o666] as [mode_t])
    func `a secret file that others may read or change is refused`(mode: mode_t) throws {
        let path = folder.path("keys")
        try folder.write(Self.good, to: path, mode: mode)
        #expect(throws: PassError.keys(.fileTooOpen(path: path))) { try KeyFile.load(path) }
    }

    @Test(arguments: [0o600, 0o400, 0o640, 0o440] as [mode_t])
    func `a secret file of the owner, or shown to its group, is read`(mode: mode_t) throws {
        let path = folder.path("keys")
        try folder.write(Self.good, to: path, mode: mode)
        #expect(try KeyFile.load(path).publicRing.keys.count == 1)
    }

    @Test func `saving again replaces the file in one step and keeps what its group may do`() throws {
        let path = folder.path("keys")
        try folder.write(Self.good, to: path, mode: 0o640)
        try KeyFile.save(ring, to: path)
        #expect(try folder.mode(of: path) == 0o640)
        #expect(try KeyFile.load(path).publicRing.keys.count == 2)
        #expect(try folder.names() == ["keys"])
    }

    @Test func `a file that cannot be written leaves nothing behind`() throws {
        let path = folder.path("keys")
        try folder.makeFolder(path)
        #expect(throws: PassError.keys(.fileFailed(path: path, call: "rename", errno: EISDIR))) { try KeyFile.save(ring, to: path) }
        #expect(try folder.names() == ["keys"])
        let nowhere = folder.path("none/keys")
        #expect(throws: PassError.keys(.fileFailed(path: nowhere, call: "mkstemp", errno: ENOENT))) {
            try KeyFile.save(ring, to: nowhere)
        }
    }

    @Test func `what is no regular file, or too large, is refused`() throws {
        let large = folder.path("large")
        try folder.write(String(repeating: "#", count: KeyFile.largestFile + 1), to: large, mode: 0o600)
        #expect(throws: PassError.keys(.notAKeyFile(path: large))) { try KeyFile.load(large) }
        let path = folder.path("folder")
        try folder.makeFolder(path)
        #expect(throws: PassError.keys(.notAKeyFile(path: path))) { try KeyFile.load(path) }
        let none = folder.path("none")
        #expect(throws: PassError.keys(.fileFailed(path: none, call: "open", errno: ENOENT))) { try KeyFile.load(none) }
        #expect("\(PassError.keys(.fileFailed(path: none, call: "open", errno: ENOENT)))".hasSuffix("No such file or directory"))
    }

    @Test func `an empty ring is a file too`() throws {
        let path = folder.path("keys")
        try KeyFile.save(SigningKeyRing(), to: path)
        #expect(try KeyFile.load(path).publicRing.keys.isEmpty)
    }

    @Test(arguments: [
        ("gatehouse-keys 1 secret", "gatehouse-keys 2 secret", 1), ("gatehouse-keys 1 secret", "gatehouse-keys 1 public", 1),
        ("21fe ", "21ff ", 4), ("21fe ", "zzzz ", 4), ("21fe ", "", 4), ("21fe ", "21fe  ", 4), ("2026-11-01", "2026-13-01", 4),
        ("2027-11-01", "2026-11-01", 4), ("d75a", "d75b", 4), ("d75a", "d75", 4), ("9d61", "9d62", 4), ("9d61", "9d6", 4),
        ("9d61", "9d6\u{0}", 4), ("7f60\n", "7f60 \n", 4), ("7f60\n", "7f60\r\n", 4),
    ])
    func `a slip in the file is refused with its line`(old: String, new: String, line: Int) throws {
        let path = folder.path("keys")
        try folder.write(Self.good.replacing(old, with: new, maxReplacements: 1), to: path, mode: 0o600)
        let error = #expect(throws: PassError.self) { try KeyFile.load(path) }
        guard case .badLine(path, line, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `every file cut short is read as less or refused, without a crash`() throws {
        let path = folder.path("keys")
        let bytes = Array(Self.good.utf8)
        for count in bytes.indices {
            try folder.write(String(decoding: bytes[..<count], as: UTF8.self), to: path, mode: 0o600)
            let keys = (try? KeyFile.load(path))?.publicRing.keys.count ?? 0
            #expect(keys == (count == bytes.count - 1 ? 1 : 0))
        }
    }

    @Test func `a public file does not sign, a secret one has no place on a gate`() throws {
        let path = folder.path("keys")
        try KeyFile.savePublic(ring.publicRing, to: path)
        try folder.chmod(path, 0o600)
        #expect(throws: PassError.self) { try KeyFile.load(path) }
        try KeyFile.save(ring, to: path)
        #expect(throws: PassError.self) { try KeyFile.loadPublic(path) }
    }
}
