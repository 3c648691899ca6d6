/// The doctor's findings, printed as they come.
struct DoctorReport {
    private(set) var problems = 0
    private var cares = 0

    mutating func well(_ what: String, _ words: String) { print("ok       \(what): \(words)") }

    mutating func mind(_ what: String, _ words: String) {
        cares += 1
        print("mind     \(what): \(words)")
    }

    mutating func bad(_ what: String, _ words: String) {
        problems += 1
        print("PROBLEM  \(what): \(words)")
    }

    var end: String {
        if problems > 0 { return "\(Self.count(problems, "problem")) to solve: until then something is missing at the gate, or it does not start." }
        return "The gate can run\(cares > 0 ? "; \(Self.count(cares, "thing")) to mind" : "")."
    }

    private static func count(_ number: Int, _ what: String) -> String { "\(number) \(what)\(number == 1 ? "" : "s")" }
}
