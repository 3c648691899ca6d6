internal import GRDB
internal import LibraryModel

/// One row, read with care: a value of the wrong kind is a damaged store, not a crash.
struct Columns {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func text(_ column: String) throws(StoreError) -> String { try need(String.fromDatabaseValue(value(column)), column) }

    func optionalText(_ column: String) throws(StoreError) -> String? {
        value(column).isNull ? nil : try text(column)
    }

    func integer(_ column: String) throws(StoreError) -> Int { try need(Int.fromDatabaseValue(value(column)), column) }

    func time(_ column: String) throws(StoreError) -> WallTime {
        WallTime(milliseconds: try need(Int64.fromDatabaseValue(value(column)), column))
    }

    func optionalTime(_ column: String) throws(StoreError) -> WallTime? {
        value(column).isNull ? nil : try time(column)
    }

    func recordID(_ column: String) throws(StoreError) -> RecordID { try need(RecordID(text(column)), column) }

    func optionalRecordID(_ column: String) throws(StoreError) -> RecordID? {
        value(column).isNull ? nil : try recordID(column)
    }

    func bookingID(_ column: String) throws(StoreError) -> BookingID { try need(BookingID(text(column)), column) }

    func optionalBookingID(_ column: String) throws(StoreError) -> BookingID? {
        value(column).isNull ? nil : try bookingID(column)
    }

    func patronID(_ column: String) throws(StoreError) -> PatronID { try need(PatronID(rawValue: text(column)), column) }

    func optionalInteger(_ column: String) throws(StoreError) -> Int? {
        value(column).isNull ? nil : try integer(column)
    }

    func campus(_ column: String = "campus") throws(StoreError) -> CampusID {
        CampusID(rawValue: try need(UInt8(exactly: integer(column)), column))
    }

    /// One of the words that an enumeration knows.
    func word<Word: RawRepresentable<String>>(_ column: String) throws(StoreError) -> Word {
        try need(Word(rawValue: text(column)), column)
    }

    func optionalWord<Word: RawRepresentable<String>>(_ column: String) throws(StoreError) -> Word? {
        value(column).isNull ? nil : try word(column)
    }

    private func value(_ column: String) -> DatabaseValue { row[column] ?? .null }

    private func need<Value>(_ value: Value?, _ column: String) throws(StoreError) -> Value {
        guard let value else { throw StoreError(.damaged, during: "read", detail: "column \(column) has a wrong value") }
        return value
    }
}
