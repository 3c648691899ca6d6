public import LibraryModel

extension FaultyStore: SampleStore {
    public func keep(_ sample: OccupancySample) async throws(StoreError) {
        try await check("keep sample")
        try await samples().keep(sample)
    }

    public func samples(of campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [OccupancySample] {
        try await check("samples")
        return try await samples().samples(of: campus, from: from, until: until)
    }
}
