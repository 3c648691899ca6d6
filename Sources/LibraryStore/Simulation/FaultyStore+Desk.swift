public import LibraryModel

extension FaultyStore: DeskStore {
    public func staff() async throws(StoreError) -> [StaffAccount] {
        try await check("staff")
        return try await desk().staff()
    }

    public func staff(_ id: StaffID) async throws(StoreError) -> StaffAccount? {
        try await check("staff")
        return try await desk().staff(id)
    }

    public func add(_ account: StaffAccount) async throws(StoreError) -> Bool {
        try await check("add staff")
        return try await desk().add(account)
    }

    public func change(_ id: StaffID, _ change: StaffChange) async throws(StoreError) -> Bool {
        try await check("change staff")
        return try await desk().change(id, change)
    }

    public func noteTry(of id: StaffID, isRight: Bool, at time: WallTime) async throws(StoreError) -> Int {
        try await check("note try")
        return try await desk().noteTry(of: id, isRight: isRight, at: time)
    }

    public func replaceHash(_ old: String, with new: String, of id: StaffID) async throws(StoreError) -> Bool {
        try await check("replace hash")
        return try await desk().replaceHash(old, with: new, of: id)
    }

    public func open(_ session: StaffSession) async throws(StoreError) {
        try await check("open session")
        try await desk().open(session)
    }

    public func staffSession(
        _ id: RecordID, at time: WallTime
    ) async throws(StoreError) -> (session: StaffSession, account: StaffAccount)? {
        try await check("session")
        return try await desk().staffSession(id, at: time)
    }

    public func closeStaffSession(_ id: RecordID) async throws(StoreError) {
        try await check("close session")
        try await desk().closeStaffSession(id)
    }

    public func presentations(_ query: PresentationQuery) async throws(StoreError) -> [PresentationRecord] {
        try await check("presentations")
        return try await desk().presentations(query)
    }

    public func inside(at campus: CampusID?) async throws(StoreError) -> [PersonInside] {
        try await check("inside")
        return try await desk().inside(at: campus)
    }

    public func inside(_ campus: CampusID, at instants: [WallTime]) async throws(StoreError) -> [Int] {
        try await check("curve")
        return try await desk().inside(campus, at: instants)
    }

    public func appeals() async throws(StoreError) -> [Appeal] {
        try await check("appeals")
        return try await desk().appeals()
    }

    public func acts(_ query: ActQuery) async throws(StoreError) -> [ActRecord] {
        try await check("acts")
        return try await desk().acts(query)
    }

    public func act(_ id: RecordID) async throws(StoreError) -> ActRecord? {
        try await check("act")
        return try await desk().act(id)
    }

    public func counts(_ query: CountQuery) async throws(StoreError) -> [CountRow] {
        try await check("counts")
        return try await desk().counts(query)
    }

    public func perform(
        _ task: DeskTask, by slip: ActSlip, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> ActOutcome {
        try await check("desk act")
        return try await desk().perform(task, by: slip, at: clock, under: terms)
    }

    public func claim(_ words: String, by slip: ActSlip) async throws(StoreError) -> ActClaim {
        try await check("claim")
        return try await desk().claim(words, by: slip)
    }

    public func release(_ slip: ActSlip) async throws(StoreError) {
        try await check("release")
        try await desk().release(slip)
    }
}
