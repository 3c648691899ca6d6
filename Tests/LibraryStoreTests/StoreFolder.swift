import Foundation
import LibraryStore

extension SQLiteStore {
    /// Asks until the store is open, which its next try may do; a minute at the most.
    func isOpenAtLast() async throws {
        for _ in 0..<6000 where openingProblem != nil {
            try? await probe()
            try await Task.sleep(for: .milliseconds(10))
        }
        try await probe()
    }
}

/// A folder of its own for one test, removed with this object.
final class StoreFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String = "gatehouse.sqlite") -> String { url.appendingPathComponent(name).path }

    /// The rights of a file, such as `0o600`; nil when it is not there.
    func mode(_ name: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path(name)))
            .flatMap { $0[.posixPermissions] as? Int }
    }

    /// Opens the store, runs `body` on a house in it and closes it: by itself it is closed only when the last thread has let
    /// go of it, and what a test writes into the file until then is written over.
    func using(_ name: String = "gatehouse.sqlite", _ body: (House) async throws -> Void) async throws {
        let store = try open(name)
        try await body(House(store))
        try store.close()
    }

    /// A store whose commits do not wait for the disk: the tests do not pull the plug of this machine.
    func open(
        _ name: String = "gatehouse.sqlite", _ change: (inout SQLiteStore.Options) -> Void = { _ in }
    ) throws -> SQLiteStore {
        var options = SQLiteStore.Options()
        options.durability = .none
        change(&options)
        return try SQLiteStore(path: path(name), options: options)
    }
}
