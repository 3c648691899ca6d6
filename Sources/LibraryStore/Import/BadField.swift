/// Why a record is not a row.
struct BadField: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
