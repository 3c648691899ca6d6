import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryStore

/// Patrons and bookings made elsewhere: all rows of a request or none, and the same request again changes nothing.
struct ImportDesk: Sendable {
    let house: WebHouse
    private let turn = ImportTurn()

    init(house: WebHouse) { self.house = house }

    func patrons(_ ask: Ask) async throws -> Response {
        let table = ImportTable.patrons
        return try await alone(ask) {
            let rows = try await rows(ask, table) { PatronRow.parse($0) }
            return try Reply.json(ImportAnswer(try await house.store.importPatrons(rows)))
        }
    }

    func bookings(_ ask: Ask) async throws -> Response {
        let table = ImportTable.bookings
        let campuses = house.terms.campuses
        return try await alone(ask) {
            let rows = try await rows(ask, table) { BookingRow.parse($0, campuses: campuses) }
            switch try await house.store.importBookings(rows, at: house.clock.time) {
            case .imported(let counts): return try Reply.json(ImportAnswer(counts))
            case .refused(let problems): throw refused(problems, table, ask)
            }
        }
    }

    /// One import at a time: each may take tens of megabytes.
    private func alone(_ ask: Ask, _ body: () async throws -> Response) async throws -> Response {
        guard await turn.take() else {
            try await ask.passOver(atMost: WebLimits.importBytes)
            throw Refused(.importUnderWay)
        }
        do {
            let response = try await body()
            await turn.give()
            return response
        } catch {
            await turn.give()
            throw error
        }
    }

    private func rows<Row>(
        _ ask: Ask, _ table: ImportTable, _ parse: ([UInt8]) -> ImportFile<Row>
    ) async throws -> [Row] {
        let bytes: [UInt8]
        switch ask.mediaType {
        case "text/csv": bytes = try await ask.body(atMost: WebLimits.importBytes)
        case "application/json":
            bytes = try JSONField.read(try await ask.body(atMost: WebLimits.importBytes), table.bytes)
        default:
            try await ask.passOver(atMost: WebLimits.importBytes)
            throw Refused(.unsupportedMediaType, "send text/csv or application/json")
        }
        switch parse(bytes) {
        case .rows(let rows): return rows
        case .problems(let problems): throw refused(problems, table, ask)
        }
    }

    private func refused(_ problems: [RowProblem], _ table: ImportTable, _ ask: Ask) -> Refused {
        let isTable = ask.mediaType == "text/csv"
        return Refused(fields: problems.prefix(WebLimits.fieldFaults).map { problem in
            isTable ? FieldFault(line: problem.line, detail: problem.reason) : table.fault(problem)
        })
    }
}

/// Whose turn it is to import.
private actor ImportTurn {
    private var isTaken = false

    func take() -> Bool {
        guard !isTaken else { return false }
        isTaken = true
        return true
    }

    func give() { isTaken = false }
}
