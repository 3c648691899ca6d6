import LibraryModel
import LibraryStore
import Testing

@Suite("seats taken and reserved never exceed the cap (design invariant 1)")
struct RaceTests {
    private static let tasks = 24
    private static let patronsOfEach = 100
    private static let cap = 7

    @Test("two programs on one file race for the last seats and every presentation has one record")
    func race() async throws {
        let folder = try StoreFolder()
        let stores = try (0..<2).map { _ in try folder.open { $0.busyTimeout = .seconds(60) } }
        try await House(stores[0], cap: Self.cap).fill(Self.tasks * Self.patronsOfEach)
        let hall = Hall()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<Self.tasks {
                let house = House(stores[task % 2], cap: Self.cap)
                group.addTask { try await Self.visits(task, house, hall) }
            }
            try await group.waitForAll()
        }
        let (most, refusals) = await (hall.most, hall.refusals)
        #expect((1...Self.cap).contains(most))
        #expect(refusals > 100)
        var records: [RecordID: Int] = [:]
        var admitted = 0
        try await stores[1].forEachDecision { stored in
            records[stored.id, default: 0] += 1
            if stored.code == .entry { admitted += 1 }
        }
        #expect(records.count == Self.tasks * Self.patronsOfEach)
        #expect(records.values.allSatisfy { $0 == 1 })
        #expect(admitted == records.count - refusals)
        #expect(admitted > 100)
        #expect(try await House(stores[0]).seats() == [0, 0])
    }

    /// One patron after another presents a pass; who was admitted goes when the next has tried, so the house is
    /// mostly full. Every third goes without having passed.
    private static func visits(_ task: Int, _ house: House, _ hall: Hall) async throws {
        var leaving: (number: Int, seat: RecordID)?
        for number in (task * patronsOfEach + 1)...((task + 1) * patronsOfEach) {
            let admission = try await house.present(number)
            await admission.decision.admits ? hall.come() : hall.refuse()
            #expect(admission.decision.code == (admission.seat == nil ? .full : .entry))
            #expect(try await house.occupancy().taken <= cap)
            if let leaving { try await leave(leaving.number, leaving.seat, house, hall) }
            leaving = admission.seat.map { (number, $0) }
        }
        if let leaving { try await leave(leaving.number, leaving.seat, house, hall) }
    }

    private static func leave(_ number: Int, _ seat: RecordID, _ house: House, _ hall: Hall) async throws {
        if number.isMultiple(of: 3) {
            await hall.go()
            #expect(try await house.store.gaveBack(seat, at: House.nine, why: .timedOut) == .changed)
        } else {
            #expect(try await house.store.passedIn(seat, at: House.nine) == .changed)
            await hall.go()
            #expect(try await house.store.passedOut(seat, by: house.passage(number)) == .matched)
        }
    }

    @Test("the database itself refuses two open seats of one booking and words that no rule knows", arguments: [
        """
        INSERT INTO visit (id, booking, campus, gate, lane, state, cause, reserved_at)
        VALUES ('0123456789abcdef0123456789abcdef', '0000000000000001', 1, 'g', 'l', 'reserved', 'pass', 0)
        """,
        "UPDATE visit SET state = 'lost'",
        "UPDATE visit SET state = 'inside'",
        "UPDATE booking SET state = 'open'",
        "UPDATE booking SET ends_at = starts_at",
        "UPDATE booking SET campus = 24",
        "DELETE FROM patron",
    ])
    func constraints(sql: String) async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(1)
        _ = try await house.present(1)
        let other = try OtherProgram(folder.path())
        #expect(throws: (any Error).self) { try other.run(sql) }
        #expect(try await house.seats() == [0, 1])
    }
}

/// Counts seats without asking the store: after each admission, and before each return, so never too many.
private actor Hall {
    private var taken = 0
    private(set) var most = 0
    private(set) var refusals = 0

    func refuse() { refusals += 1 }

    func come() {
        taken += 1
        most = max(most, taken)
    }

    func go() { taken -= 1 }
}
