import Testing

@Suite("What the sources do not contain")
struct ForbiddenTests {
    struct Ban: Sendable, CustomTestStringConvertible {
        let words: String
        /// Path beginnings where it is allowed, each for the reason that the comment gives.
        let allowed: [String]
        var testDescription: String { words }
    }

    static let bans = [
        Ban(words: "try!", allowed: []),
        Ban(words: "fatalError(", allowed: []),
        Ban(words: "@unchecked Sendable", allowed: []),
        Ban(words: "nonisolated(unsafe)", allowed: []),
                Ban(words: "Task.detached", allowed: []),
        // Time comes from the Linux adapter; commands that a person runs at a shell read it themselves.
        Ban(words: "Date()", allowed: ["Sources/gatehouse/Support/Time.swift"]),
        Ban(words: "ContinuousClock", allowed: ["Sources/gatehouse/"]),
        Ban(words: "Task.sleep", allowed: ["Sources/GateHardware/", "Sources/gatehouse/"]),
        Ban(words: "SystemRandomNumberGenerator", allowed: ["Sources/gatehouse/", "Sources/GateControl/Live/Topology.swift"]),
    ]

    @Test("forbidden words stand nowhere", arguments: bans)
    func words(_ ban: Ban) {
        for file in Tree.sources where !ban.allowed.contains(where: file.path.hasPrefix) {
            for (index, line) in file.lines.enumerated() where line.contains(ban.words) && !line.isComment {
                Issue.record("\(file):\(index + 1) has \(ban.words)")
            }
        }
    }

    @Test("nothing is left to be done in a comment")
    func leftovers() {
        for file in Tree.swift where !file.path.hasPrefix("Tests/Tidy/") {
            for (index, line) in file.lines.enumerated() where line.contains("TODO") || line.contains("FIXME") {
                Issue.record("\(file):\(index + 1) leaves something to be done")
            }
        }
    }

    /// Where C is called or bytes are read through pointers for speed; nowhere else.
    static let unsafeTargets: Set = [
        "GateHardware", "ImageFiles", "Imaging", "LibraryRules", "Passes", "QRReader", "gatehouse", "LibraryStore", "Accounts",
        "Secrets", "StatusMQTT",
    ]

    /// An actor with a thread of its own names it in Swift's own form, which counts as unsafe.
    static let allowedUnsafe = "unownedExecutor: UnownedSerialExecutor { unsafe thread.serial }"

    @Test("unsafe code stands only in adapters and in the image filters")
    func unsafeCode() {
        for file in Tree.sources where !Self.unsafeTargets.contains(file.target) {
            for (index, line) in file.lines.enumerated() where line.contains("unsafe ") && !line.isComment && !line.contains(Self.allowedUnsafe) {
                Issue.record("\(file):\(index + 1) is unsafe outside the adapters")
            }
        }
    }

    @Test("pure targets import no Foundation, and nothing with a clock, a disk or a network")
    func pureImports() {
        let pure = ["LibraryModel", "LibraryRules", "LaneControl", "Imaging"]
        let allowed: Set = ["LibraryModel", "Glibc"]
        for file in Tree.sources where pure.contains(file.target) {
            for name in Imports.of(file) where !allowed.contains(name) { Issue.record("\(file) imports \(name)") }
        }
        #expect(Tree.sources.contains { $0.target == "LibraryRules" })
    }
}

extension String {
    /// Words of prose may name what code may not use.
    var isComment: Bool { trimmingPrefix { $0 == " " }.hasPrefix("//") }
}
