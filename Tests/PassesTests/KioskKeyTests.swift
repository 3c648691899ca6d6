import LibraryModel
import Passes
import Testing

@Suite("the key file of the kiosks")
struct KioskKeyTests {
    private let folder: TemporaryFolder
    private let lane = LaneID(rawValue: "east-in")
    private let time = WallTime(seconds: 1_795_222_800)

    init() throws { folder = try TemporaryFolder() }

    private func code(of key: KioskKey) throws -> String { try #require(KioskCode(key: key).make(lane, at: time)) }

    @Test("is made at the first start, for its owner alone, and read at the next")
    func firstStart() throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("kiosk.key")
        let made = try KioskKey.loadOrMake(path, using: &chance)
        #expect(try folder.mode(of: path) == 0o600)
        #expect(try folder.names() == ["kiosk.key"])
        let text = try folder.read(path)
        let again = try KioskKey.loadOrMake(path, using: &chance)
        #expect(try code(of: again) == code(of: made))
        #expect(try code(of: KioskKey.load(path)) == code(of: made))
        #expect(try folder.read(path) == text)
    }

    @Test("that others may read is refused and stays as it is", arguments: [0o604, 0o644, 0o660, 0o620] as [UInt32])
    func tooOpen(mode: UInt32) throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("kiosk.key")
        _ = try KioskKey.loadOrMake(path, using: &chance)
        try folder.chmod(path, mode)
        #expect(throws: PassError.fileTooOpen(path: path)) { try KioskKey.loadOrMake(path, using: &chance) }
    }

    @Test("cut short, lengthened or of another kind is refused, never replaced")
    func spoiled() throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("kiosk.key")
        _ = try KioskKey.loadOrMake(path, using: &chance)
        let good = try folder.read(path)
        let cuts = good.indices.map { String(good[..<$0]) }
        let others = [
            good + "\n", good.replacing("kiosk", with: "other"), good.replacing(" 1 ", with: " 2 "), good.dropLast() + "g",
            good.uppercased(), String(repeating: "0", count: 1000),
        ]
        for text in cuts + others.map({ String($0) }) {
            try folder.write(text, to: path, mode: 0o600)
            #expect(throws: PassError.notAKeyFile(path: path)) { try KioskKey.loadOrMake(path, using: &chance) }
            #expect(try folder.read(path) == text)
        }
    }

    @Test("in a folder that is not there is named by its path")
    func noFolder() throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("nowhere/kiosk.key")
        let error = #expect(throws: PassError.self) { try KioskKey.loadOrMake(path, using: &chance) }
        guard case .fileFailed(path, "mkstemp", _)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test("two programs that start at once have one key")
    func race() async throws {
        let path = folder.path("kiosk.key")
        let codes = try await withThrowingTaskGroup(of: String.self) { group in
            for seed in 1...8 as ClosedRange<UInt64> {
                group.addTask {
                    var chance = SeededChance(seed: seed)
                    return try code(of: KioskKey.loadOrMake(path, using: &chance))
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(codes.count == 1)
        #expect(try folder.names() == ["kiosk.key"])
    }
}
