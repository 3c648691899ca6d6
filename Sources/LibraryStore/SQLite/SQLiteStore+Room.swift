internal import GRDB
internal import LibraryModel

extension SQLiteStore {
    public func room() async throws(StoreError) -> StoreRoom? {
        guard path != nil else { return nil }
        let sizes = try await read("room") { try $0.sizes() }
        return StoreRoom(
            bytes: fileSize("") + fileSize("-wal"), free: path.flatMap(PlainFile.freeBytes), bound: options.maximumBytes, sizes: sizes)
    }

    /// Remembers the size once a day, so that growth can be told.
    func noteSize(at now: WallTime) async throws(StoreError) {
        guard path != nil else { return }
        let size = StoreRoom.Size(day: LocalTime(now, at: options.offset).date.daysSinceEpoch, bytes: fileSize(""))
        let known = try await read("room") { try $0.sizes() }
        guard known.last.map({ $0.day < size.day }) ?? true else { return }
        let kept = (known + [size]).suffix(StoreRoom.remembered).map { "\($0.day):\($0.bytes)" }.joined(separator: " ")
        try await write("note size", turn: .chore) { database in
            try database.set("store_sizes", to: kept)
        }
    }
}

extension Database {
    func sizes() throws -> [StoreRoom.Size] {
        let text = try setting("store_sizes") ?? ""
        return text.split(separator: " ").compactMap { pair in
            let numbers = pair.split(separator: ":").compactMap { Int64($0) }
            return numbers.count == 2 ? StoreRoom.Size(day: Int(numbers[0]), bytes: numbers[1]) : nil
        }
    }
}
