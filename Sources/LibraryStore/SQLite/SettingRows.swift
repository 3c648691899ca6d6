internal import GRDB

/// The small things that a store remembers of itself, a text each.
extension Database {
    /// Nil where nothing was set.
    func setting(_ key: String) throws -> String? { try row("SELECT value FROM setting WHERE key = ?", [key])?.text("value") }

    /// Nil takes it away.
    func set(_ key: String, to value: String?) throws {
        guard let value else { return try run("DELETE FROM setting WHERE key = ?", [key]) }
        try run(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value])
    }
}
