import Accounts
import Folders
import Foundation
import LibraryModel
import Secrets
import Testing

@Suite("The token of the program's own machine")
struct LocalTokenTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("status.token")
    }

    @Test("whoever can read the file is let in, and nobody else")
    func opens() throws {
        var chance = SeededChance(seed: 1)
        let token = try LocalToken(at: path, using: &chance)
        let secret = try #require(LocalToken.secret(at: path))
        #expect(token.isSame(as: secret))
        #expect(!token.isSame(as: TokenSecret(using: &chance)))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("each start makes a new one in the place of the last, and leaves nothing beside it")
    func anew() throws {
        var chance = SeededChance(seed: 1)
        let first = try LocalToken(at: path, using: &chance)
        let old = try #require(LocalToken.secret(at: path))
        let second = try LocalToken(at: path, using: &chance)
        let new = try #require(LocalToken.secret(at: path))
        #expect(old != new && first.isSame(as: old) && !second.isSame(as: old) && second.isSame(as: new))
        #expect(try folder.names() == ["status.token"])
    }

    @Test("where no new one can be written, the last one goes on")
    func last() throws {
        var chance = SeededChance(seed: 1)
        _ = try LocalToken(at: path, using: &chance)
        let secret = try #require(LocalToken.secret(at: path))
        // With such a name no draft fits beside it.
        let long = folder.path(String(repeating: "t", count: 255))
        #expect(throws: SecretError.self) { _ = try LocalToken(at: long, using: &chance) }
        try FileManager.default.moveItem(atPath: path, toPath: long)
        #expect(try LocalToken(at: long, using: &chance).isSame(as: secret))
    }

    @Test("a file that is not there, or holds something else, has no secret", arguments: [nil, "", "gh_", "gh_" + String(repeating: "x", count: 64)])
    func nothing(_ content: String?) throws {
        if let content {
            try content.write(toFile: path, atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        }
        #expect(LocalToken.secret(at: path) == nil)
    }

    @Test("a folder that is not there is an error")
    func noFolder() {
        var chance = SeededChance(seed: 1)
        #expect(throws: SecretError.self) { _ = try LocalToken(at: "/nowhere/status.token", using: &chance) }
    }
}
