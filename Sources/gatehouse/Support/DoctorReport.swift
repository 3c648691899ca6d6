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
        problems == 0
            ? "The gate can run\(cares > 0 ? "; \(cares) things to mind" : "")." : "\(problems) problems to solve before the gate can run."
    }
}
