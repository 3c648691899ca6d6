public import LibraryModel

/// One record of `bookings.csv`: `patron,campus,start,end` and optionally `booking` and `state`.
public struct BookingRow: Hashable, Sendable {
    public let line: Int
    public let booking: BookingID
    public let patron: PatronID
    public let campus: CampusID
    public let start: WallTime
    public let end: WallTime
    public let isCancelled: Bool

    public init(
        line: Int, booking: BookingID, patron: PatronID, campus: CampusID, start: WallTime, end: WallTime,
        isCancelled: Bool = false
    ) {
        (self.line, self.booking, self.patron, self.campus) = (line, booking, patron, campus)
        (self.start, self.end, self.isCancelled) = (start, end, isCancelled)
    }

    /// Reads a whole file; no booking may stand in it twice.
    ///
    /// A record without a booking id gets one made of patron, campus and start, so the same file gives the same ids.
    public static func parse(_ bytes: [UInt8], campuses: [Campus]) -> ImportFile<BookingRow> {
        var seen: [BookingID: Int] = [:]
        let table = CSVTable(bytes, required: ["patron", "campus", "start", "end"], optional: ["booking", "state"])
        return .parse(table) { record throws(BadField) in
            let row = try BookingRow(record, campuses)
            if let first = seen.updateValue(row.line, forKey: row.booking) {
                throw BadField("booking \(row.booking) stands on line \(first) already")
            }
            return row
        }
    }

    private init(_ record: CSVTable.Record, _ campuses: [Campus]) throws(BadField) {
        guard let patron = PatronID(rawValue: record["patron"] ?? "") else {
            throw BadField("patron is not 1 to 20 letters and digits")
        }
        guard let campus = campuses.first(where: { $0.slug == record["campus"] }) else {
            throw BadField("campus is none of \(campuses.map(\.slug).joined(separator: ", "))")
        }
        let start = try Self.time(record, "start")
        let end = try Self.time(record, "end")
        try Self.checkSpan(start, end, campus.hours.offset)
        let id = try Self.booking(record) ?? Self.derivedID(patron, campus.id, start)
        self.init(
            line: record.line, booking: id, patron: patron, campus: campus.id, start: start, end: end,
            isCancelled: try Self.isCancelled(record))
    }

    /// Whole minutes, since a pass carries no finer ones.
    private static func time(_ record: CSVTable.Record, _ column: String) throws(BadField) -> WallTime {
        guard let time = LocalTime(rfc3339: record[column] ?? "")?.instant else {
            throw BadField("\(column) is not a time such as 2026-11-21T09:00:00+08:00")
        }
        guard time.milliseconds >= 0, time.milliseconds % 60_000 == 0 else {
            throw BadField("\(column) is not a whole minute")
        }
        return time
    }

    /// The end may be the midnight that closes the day.
    private static func checkSpan(_ start: WallTime, _ end: WallTime, _ offset: TimeZoneOffset) throws(BadField) {
        guard start < end else { throw BadField("start is not before end") }
        let last = end - .milliseconds(1)
        guard LocalTime(start, at: offset).date == LocalTime(last, at: offset).date else {
            throw BadField("start and end are not on one day of the campus")
        }
    }

    private static func booking(_ record: CSVTable.Record) throws(BadField) -> BookingID? {
        guard let text = record["booking"], !text.isEmpty else { return nil }
        guard let id = BookingID(text) else { throw BadField("booking is not 16 hexadecimal digits") }
        return id
    }

    private static func isCancelled(_ record: CSVTable.Record) throws(BadField) -> Bool {
        switch record["state"] ?? "" {
        case "", "booked": return false
        case "cancelled": return true
        default: throw BadField("state is neither booked nor cancelled")
        }
    }

    private static func derivedID(_ patron: PatronID, _ campus: CampusID, _ start: WallTime) -> BookingID {
        let hash = Fingerprint.number("\(patron.rawValue) \(campus.rawValue) \(start.milliseconds)")
        return BookingID(rawValue: UInt64(truncatingIfNeeded: hash ^ hash >> 64))
    }
}
