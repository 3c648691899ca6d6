import LibraryModel
import Testing

@Suite("Staff, their roles and what they did")
struct StaffTests {
    static let rows: [(StaffPower, desk: Bool, supervisor: Bool, administrator: Bool)] = [
        (.admitOne, true, true, true), (.letOneOut, true, true, true), (.hold, true, true, true), (.look, true, true, true),
        (.signOut, true, true, true), (.printPass, true, true, true),
        (.admitOverCap, false, true, true), (.freePassage, false, true, true), (.closeEarly, false, true, true),
        (.recount, false, true, true), (.revoke, false, true, true), (.waive, false, true, true),
        (.answerAppeal, false, true, true), (.waiveOutage, false, false, true), (.acceptClock, false, false, true),
    ]

    @Test("a role may what its work needs, and nothing more", arguments: rows)
    func powers(_ row: (power: StaffPower, desk: Bool, supervisor: Bool, administrator: Bool)) {
        #expect(StaffRole.desk.may(row.power) == row.desk)
        #expect(StaffRole.supervisor.may(row.power) == row.supervisor)
        #expect(StaffRole.administrator.may(row.power) == row.administrator)
    }

    @Test("the table has every power")
    func complete() { #expect(Set(Self.rows.map(\.0)) == Set(StaffPower.allCases)) }

    @Test("what can be taken back is what nobody has walked through, seen or been told")
    func undoable() {
        #expect(Set(DeskDeed.allCases.filter(\.isUndoable)) == [
            .holdOn, .freePassageOn, .closeEarly, .recount, .revoke, .waive, .printPass,
        ])
    }

    @Test("a deed is known by its word, and by the word of a lane", arguments: [
        ("admit_one", DeskDeed.admitOne), ("release_one", .letOneOut), ("open_on", .freePassageOn), ("open_off", .freePassageOff),
        ("hold_off", .holdOff), ("look_up", .lookUp), ("cancel_booking", nil), ("", nil),
    ])
    func words(_ row: (word: String, deed: DeskDeed?)) { #expect(DeskDeed(action: row.word) == row.deed) }

    @Test("a login is small letters, digits, dots and hyphens, a letter first", arguments: [
        ("anna", true), ("bo", true), ("a.b-3", true), ("a" + String(repeating: "1", count: 31), true),
        ("a", false), ("", false), ("Anna", false), ("1anna", false), ("anna ", false), ("安娜", false), ("anna\n", false),
        ("a" + String(repeating: "1", count: 32), false), ("-anna", false), ("anna_b", false),
    ])
    func logins(_ row: (text: String, isGood: Bool)) { #expect((StaffID(rawValue: row.text) != nil) == row.isGood) }

    @Test("a masked name is its first character, whatever follows", arguments: [
        ("安娜", "安**"), ("Anna", "A**"), ("👩‍🏫 Chen", "👩‍🏫**"), ("", ""),
    ])
    func masked(_ row: (name: String, masked: String)) throws {
        let id = try #require(PatronID(rawValue: "2021000017"))
        #expect(Patron(id: id, name: row.name, standing: .active).maskedName == row.masked)
    }
}
