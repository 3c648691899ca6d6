import LibraryModel
import LibraryStore
import Testing

@Suite("Staff accounts and their sessions in the store")
struct StaffStoreTests {
    private let folder: StoreFolder
    private let store: SQLiteStore
    private static let now = House.nine

    init() throws {
        folder = try StoreFolder()
        store = try folder.open()
    }

    private func account(_ login: String = "anna", role: StaffRole = .desk, hash: String = "$argon2id$x") throws -> StaffAccount {
        StaffAccount(
            id: try #require(StaffID(rawValue: login)), name: login, role: role, passwordHash: hash, mustChange: true, madeAt: Self.now)
    }

    private func session(_ number: Int, of login: String = "anna", hours: Int = 8) throws -> StaffSession {
        StaffSession(
            id: House.id(number), staff: try #require(StaffID(rawValue: login)), openedAt: Self.now, endsAt: Self.now + .hours(hours))
    }

    @Test("an account is read as it was made, survives a restart, and its login is never given again")
    func accounts() async throws {
        let anna = try account()
        #expect(try await store.add(anna))
        #expect(try await !store.add(account(role: .administrator)))
        #expect(try await folder.open().staff() == [anna])
        #expect(try await store.change(anna.id, .closed(at: Self.now)))
        #expect(try await !store.add(anna))
        #expect(try await !store.change(anna.id, .role(.administrator)), "a closed account stays as it is")
        #expect(try await store.staff(anna.id)?.role == .desk)
        #expect(try await !store.change(try account("bo").id, .role(.desk)))
    }

    @Test("a session lasts until its end, names the role of this moment, and ends with its account")
    func sessions() async throws {
        let (anna, bo) = (try account(), try account("bo"))
        for account in [anna, bo] { _ = try await store.add(account) }
        for number in 1...3 { try await store.open(session(number)) }
        try await store.open(session(4, of: "bo"))
        #expect(try await store.staffSession(House.id(1), at: Self.now)?.account == anna)
        #expect(try await store.staffSession(House.id(1), at: Self.now + .hours(8)) == nil)
        #expect(try await store.change(anna.id, .role(.supervisor)))
        #expect(try await store.staffSession(House.id(1), at: Self.now)?.account.role == .supervisor)
        try await store.closeStaffSession(House.id(1))
        #expect(try await store.change(anna.id, .password(hash: "$argon2id$y", mustChange: false, keeping: House.id(2))))
        #expect(try await open() == [2, 4])
        #expect(try await store.change(bo.id, .closed(at: Self.now)))
        #expect(try await open() == [2])
        await #expect(throws: StoreError.self) { try await store.open(session(9, of: "nobody")) }
    }

    private func open() async throws -> [Int] {
        var open: [Int] = []
        for number in 1...4 where try await store.staffSession(House.id(number), at: Self.now) != nil { open.append(number) }
        return open
    }

    @Test("of wrong tries side by side, by two programs, none is lost, and a right one clears them")
    func tries() async throws {
        let anna = try account()
        _ = try await store.add(anna)
        let stores = try (0..<2).map { _ in try folder.open { $0.busyTimeout = .seconds(60) } }
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<100 {
                group.addTask { try await stores[number % 2].noteTry(of: anna.id, isRight: false, at: Self.now) }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(counts == Set(1...100))
        #expect(try await store.noteTry(of: anna.id, isRight: true, at: Self.now) == 0)
        #expect(try await store.replaceHash("$argon2id$x", with: "new", of: anna.id))
        #expect(try await !store.replaceHash("$argon2id$x", with: "newer", of: anna.id))
    }

    @Test("old sessions and old keys of submissions are swept, accounts and counters stay")
    func sweep() async throws {
        let anna = try account()
        _ = try await store.add(anna)
        try await store.open(session(1))
        let slip = ActSlip(id: House.id(1, 9), at: Self.now, who: anna.id, role: .desk, why: "x", once: OnceKey("k"))
        let terms = try Desk.terms()
        _ = try await store.perform(
            .recount(House.east, inside: 2), by: slip, at: ClockReading(time: Self.now, trust: .trusted), under: terms)
        let counts = try await store.sweep(at: vouched(Self.now + .hours(24 * 400)), keeping: RetentionPolicy())
        #expect(counts.sessions == 1 && counts.submissions == 1 && counts.events >= 1)
        #expect(try await store.acts(ActQuery()).isEmpty)
        #expect(try await store.staff() == [anna])
        let query = CountQuery([.act], from: LocalTime(Self.now, at: .shanghai).date, through: LocalTime(Self.now, at: .shanghai).date, by: .day)
        #expect(try await store.counts(query).map(\.count) == [1])
    }
}
