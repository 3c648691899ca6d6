import Folders
import LibraryModel
import Secrets
import Testing

@Suite("the file of an authentication key")
struct AuthenticationKeyTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("kiosk.key")
    }

    private func loadOrMake(seed: UInt64 = 1, _ path: String? = nil) throws -> AuthenticationKey {
        var chance = SeededChance(seed: seed)
        return try AuthenticationKey.loadOrMake(path ?? self.path, for: .kiosk, using: &chance)
    }

    @Test("is made at the first start, for its owner alone, and read at the next")
    func firstStart() throws {
        let made = try loadOrMake()
        #expect(try folder.mode(of: path) == 0o600)
        #expect(try folder.names() == ["kiosk.key"])
        let text = try folder.read(path)
        let code = made.code(over: [1, 2, 3])
        #expect(try loadOrMake(seed: 2).code(over: [1, 2, 3]) == code)
        #expect(try AuthenticationKey.load(path, for: .kiosk).code(over: [1, 2, 3]) == code)
        #expect(try folder.read(path) == text)
    }

    @Test("that others may read is refused and stays as it is", arguments: [0o604, 0o644, 0o660, 0o620] as [UInt32])
    func tooOpen(mode: UInt32) throws {
        _ = try loadOrMake()
        try folder.chmod(path, mode)
        #expect(throws: SecretError.fileTooOpen(path: path)) { try loadOrMake() }
    }

    @Test("cut short, lengthened or of another kind is refused, never replaced")
    func spoiled() throws {
        _ = try loadOrMake()
        let good = try folder.read(path)
        let cuts = good.indices.map { String(good[..<$0]) }
        let others = [
            good + "\n", good.replacing("kiosk", with: "other"), good.replacing(" 1 ", with: " 2 "), good.dropLast() + "g",
            good.uppercased(), String(repeating: "0", count: 1000),
        ]
        for text in cuts + others.map({ String($0) }) {
            try folder.write(text, to: path, mode: 0o600)
            #expect(throws: SecretError.notAKeyFile(path: path)) { try loadOrMake() }
            #expect(try folder.read(path) == text)
        }
    }

    @Test("of another purpose is refused: a cookie is not to be made from the kiosk's code")
    func purpose() throws {
        _ = try loadOrMake()
        #expect(throws: SecretError.notAKeyFile(path: path)) { try AuthenticationKey.load(path, for: .session) }
    }

    @Test("in a folder that is not there is named by its path, and a folder is no key file")
    func noFolder() throws {
        let path = folder.path("nowhere/kiosk.key")
        let error = #expect(throws: SecretError.self) { try loadOrMake(path) }
        guard case .fileFailed(path, "mkstemp", _)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect("\(try #require(error))".hasSuffix("No such file or directory"))
        try folder.makeFolder(folder.path("folder"))
        #expect(throws: SecretError.notAKeyFile(path: folder.path("folder"))) { try loadOrMake(folder.path("folder")) }
    }

    @Test("is one key where two programs start at once")
    func race() async throws {
        let codes = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for seed in 1...8 as ClosedRange<UInt64> { group.addTask { try loadOrMake(seed: seed).code(over: []) } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(codes.count == 1)
        #expect(try folder.names() == ["kiosk.key"])
    }

    @Test("makes codes that differ by key and by message, and prints nothing of the secret")
    func codes() throws {
        var chance = SeededChance(seed: 3)
        let (one, other) = (try AuthenticationKey(using: &chance), try AuthenticationKey(using: &chance))
        #expect(one.code(over: [1]).count == 32)
        #expect(Set([one.code(over: [1]), one.code(over: [2]), other.code(over: [1])]).count == 3)
        #expect("\(one)" == "authentication key")
    }
}

@Suite("hexadecimal digits")
struct HexadecimalTests {
    @Test("stand for bytes in one spelling, and where people write them in either case")
    func spelling() {
        let all = (0...255).map { UInt8($0) }
        #expect(Hexadecimal.bytes(Hexadecimal.text(all).utf8) == all)
        #expect(Hexadecimal.text([0, 0x0F, 0xA0]) == "000fa0")
        #expect(Hexadecimal.bytes("0Fa0".utf8) == nil)
        #expect(Hexadecimal.bytes("0Fa0".utf8, anyCase: true) == [0x0F, 0xA0])
        for text in ["0", "0g", "+1", " 0", "００"] { #expect(Hexadecimal.bytes(text.utf8, anyCase: true) == nil) }
    }
}
