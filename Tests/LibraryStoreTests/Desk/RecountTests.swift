import LibraryModel
import LibraryStore
import Testing

@Suite("A recount sets the count and keeps the difference")
struct RecountTests {
    /// Who is inside by pass, who without one, exits that nobody matched; what staff count; what was added.
    static let rows: [(named: Int, nameless: Int, exits: Int, wanted: Int, difference: Int)] = [
        (0, 0, 0, 0, 0), (0, 0, 0, 5, 5), (3, 0, 0, 3, 0), (3, 0, 0, 7, 4), (3, 0, 0, 1, -2), (3, 0, 0, 0, -3),
        (2, 2, 0, 2, -2), (2, 2, 0, 1, -3), (2, 2, 0, 0, -4), (3, 0, 2, 1, 0), (3, 0, 2, 2, 1), (3, 0, 2, 3, 2), (3, 0, 2, 9, 8),
        (3, 0, 2, 0, -1), (1, 0, 0, 9999, 9998),
    ]

    @Test("whatever the visits and exits are, the count is what staff say, and taking it back gives the old one", arguments: rows)
    func recount(_ row: (named: Int, nameless: Int, exits: Int, wanted: Int, difference: Int)) async throws {
        let desk = try await Desk()
        for number in 1...3 where number <= row.named { try await desk.house.enter(number) }
        for number in 0..<row.exits { _ = try await desk.store.passedOut(nil, by: desk.house.passage(50 + number)) }
        for number in 0..<row.nameless {
            let passage = desk.house.passage(100 + number, at: House.nine)
            #expect(try await desk.store.passedInUnmatched(passage, cause: .free) == .changed)
        }
        let before = try await desk.inside()
        #expect(before == row.wanted - row.difference)
        let act = try await desk.act(.recount(House.east, inside: row.wanted), as: 1)
        #expect(act.difference == row.difference && act.needed == (row.difference != 0))
        #expect(act.campus == House.east && act.who == "desk:bo" && act.role == .supervisor && act.why == "a test")
        #expect(try await desk.inside() == row.wanted)
        let back = try await desk.act(.undo(act.id), as: 2)
        #expect(back.difference == -row.difference && back.undoes == act.id)
        #expect(try await desk.inside() == before)
        #expect(try await desk.store.act(act.id)?.undoneBy == back.id)
        #expect(try await desk.perform(.undo(act.id), as: 3) == .refused(.cannotBeUndone))
        #expect(try await desk.perform(.undo(back.id), as: 4) == .refused(.cannotBeUndone))
    }

    @Test("no patron's visit is touched, and whoever goes out afterwards is counted as ever")
    func visits() async throws {
        let desk = try await Desk()
        let seat = try await desk.house.enter(1)
        try await desk.act(.recount(House.east, inside: 0), as: 1)
        #expect(try await desk.store.inside(at: House.east).map(\.visit) == [seat])
        #expect(try await desk.store.passedOut(seat, by: desk.house.passage(1)) == .matched)
        #expect(try await desk.inside() == 0)
        try await desk.act(.recount(House.east, inside: 2), as: 2)
        #expect(try await desk.store.passedOut(nil, by: desk.house.passage(2)) == .anonymous)
        #expect(try await desk.inside() == 1)
        #expect(try await desk.store.inside(at: nil).map(\.cause) == ["recount"])
    }

    @Test("a recount to the cap fills the campus, and one below it lets the next patron in")
    func cap() async throws {
        let desk = try await Desk(cap: 5)
        try await desk.act(.recount(House.east, inside: 5), as: 1)
        #expect(try await desk.house.present(1).decision.code == .full)
        try await desk.act(.recount(House.east, inside: 4), as: 2)
        #expect(try await desk.house.present(1, as: 11).decision.admits)
    }

    @Test("a number that no count can be changes nothing", arguments: [-1, 10_000, Int.max, Int.min])
    func wrong(_ number: Int) async throws {
        let desk = try await Desk()
        await #expect(throws: StoreError.self) { try await desk.perform(.recount(House.east, inside: number), as: 1) }
        #expect(try await desk.store.acts(ActQuery()).isEmpty)
        #expect(try await desk.inside() == 0)
    }

    @Test("two recounts at once, by two programs: one after the other, each with its own difference")
    func race() async throws {
        let folder = try StoreFolder()
        let stores = try (0..<2).map { _ in try folder.open { $0.busyTimeout = .seconds(60) } }
        let desks = [try await Desk(stores[0]), try await Desk(stores[1], patrons: 0)]
        let acts = try await withThrowingTaskGroup(of: ActRecord.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try await desks[number % 2].act(.recount(House.east, inside: number % 7), as: number + 1)
                }
            }
            return try await group.reduce(into: [ActRecord]()) { $0.append($1) }
        }
        #expect(acts.count == 40)
        #expect(try await desks[0].inside() == acts.compactMap(\.difference).reduce(0, +))
        #expect((0..<7).contains(try await desks[1].inside()))
    }
}
