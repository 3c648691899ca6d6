import LibraryModel
import LibraryStore

/// Violations as commands print them, patrons masked.
struct ViolationLines: Encodable {
    /// Why one is void.
    struct Waiver: Encodable { let at, by, why: String }

    /// One violation.
    struct Line: Encodable {
        let booking, campus, patron, kind, at: String
        let counts: Bool
        let waiver: Waiver?
    }

    let violations: [Line]

    init(_ violations: [Violation], at desk: HouseDesk) {
        self.violations = violations.map { violation in
            Line(
                booking: "\(violation.booking)", campus: desk.slug(violation.campus), patron: violation.patron.masked,
                kind: violation.kind.rawValue, at: desk.text(violation.at, at: violation.campus), counts: violation.counts,
                waiver: violation.waiver.map { waiver in
                    Waiver(at: desk.text(waiver.at, at: violation.campus), by: waiver.who, why: waiver.why)
                })
        }
    }

    /// A line each.
    var text: String {
        violations.map { line in
            let end = line.waiver.map { "waived by \($0.by): \($0.why)" } ?? "counts"
            return "\(line.booking)  \(line.campus)  \(line.at.prefix(10)) \(line.at.dropFirst(11).prefix(8))  \(line.patron)  \(line.kind)  \(end)"
        }.joined(separator: "\n")
    }
}
