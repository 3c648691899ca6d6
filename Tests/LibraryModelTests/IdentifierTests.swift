import Foundation
import LibraryModel
import Testing

@Suite("identifiers")
struct IdentifierTests {
    @Test("a patron's number is masked wherever it is shown", arguments: [
        ("202112345601", "2021****01"), ("20211201", "2021****01"), ("2021120", "2****"), ("7", "7****"),
        ("00000001", "0000****01"), ("20211234560123456789", "2021****89"),
    ])
    func masking(number: String, shown: String) throws {
        let id = try #require(PatronID(rawValue: number))
        #expect(id.masked == shown)
        #expect(id.rawValue == number, "leading zeros are significant")
    }

    @Test("a patron's number is 1 to 20 ASCII letters and digits", arguments: [
        "", "202112345612345678901", "2021 1", "2021-1", "２０２１", "张三", "2021\n", "2021\u{0}",
    ])
    func badPatronID(text: String) throws {
        #expect(PatronID(rawValue: text) == nil)
        let data = try JSONEncoder().encode([text])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([PatronID].self, from: data) }
    }

    @Test("a booking id is 16 hexadecimal digits", arguments: [
        (0, "0000000000000000"), (0xAB, "00000000000000ab"), (.max, "ffffffffffffffff"),
    ] as [(UInt64, String)])
    func bookingID(number: UInt64, text: String) {
        #expect(BookingID(rawValue: number).description == text)
        #expect(BookingID(text)?.rawValue == number)
        #expect(BookingID(text.uppercased())?.rawValue == number)
    }

    @Test("what is not 16 hexadecimal digits is no booking id", arguments: [
        "", "0", "00000000000000000", "000000000000000g", "+00000000000000a", "-000000000000001", "0x00000000000000",
        "0000 00000000000", "００００００００００００００００",
    ])
    func badBookingID(text: String) {
        #expect(BookingID(text) == nil)
        #expect(RecordID(text + text) == nil)
    }

    @Test("ids of later times sort later, whatever the chance")
    func sorting() {
        var chance = SeededChance(seed: 1)
        let times = (0..<200).map { WallTime(milliseconds: 1_795_221_600_000 + Int64($0)) }
        let records = times.map { RecordID(at: $0, using: &chance) }
        #expect(records.sorted() == records)
        #expect(records.map(\.description).sorted() == records.map(\.description), "also as text")
        let bookings = times.map { BookingID(at: $0, using: &chance).rawValue }
        #expect(bookings.sorted() == bookings)
    }

    @Test("ids of one instant differ by chance")
    func chance() {
        var chance = SeededChance(seed: 2)
        let time = WallTime(milliseconds: 1_795_221_600_000)
        #expect(Set((0..<1000).map { _ in RecordID(at: time, using: &chance) }).count == 1000)
        #expect(Set((0..<100).map { _ in BookingID(at: time, using: &chance) }).count == 100)
    }

    @Test("a record id is a UUID of version 7", arguments: [-1, 0, 1_795_221_600_000, 0xFFFF_FFFF_FFFF] as [Int64])
    func version(milliseconds: Int64) {
        var chance = SeededChance(seed: 3)
        let id = RecordID(at: WallTime(milliseconds: milliseconds), using: &chance)
        #expect(id.high >> 12 & 0xF == 7)
        #expect(id.low >> 62 == 0b10)
        #expect(Int64(id.high >> 16) == max(0, milliseconds))
    }

    @Test("a record id comes back from its text and from JSON")
    func recordText() throws {
        let id = RecordID(high: 0x0199_0000_0000_7001, low: 0x8000_0000_0000_00FF)
        #expect(id.description == "01990000000070018000000000" + "0000ff")
        #expect(RecordID(id.description) == id)
        let data = try JSONEncoder().encode([id])
        #expect(try JSONDecoder().decode([RecordID].self, from: data) == [id])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([RecordID].self, from: Data(#"["7"]"#.utf8)) }
    }

    @Test("the two directions are each other's opposite")
    func directions() {
        #expect(Direction.entry.opposite == .exit)
        #expect(Direction.exit.opposite == .entry)
    }
}
