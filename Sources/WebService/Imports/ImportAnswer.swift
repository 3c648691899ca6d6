import LibraryStore

/// `POST /api/v1/import/…`.
struct ImportAnswer: Encodable {
    let added: Int
    let changed: Int
    let unchanged: Int

    init(_ counts: ImportCounts) {
        (added, changed, unchanged) = (counts.added, counts.changed, counts.unchanged)
    }
}
