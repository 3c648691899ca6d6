/// Which step is next: after a miss the others come first, after a success that step leads and the rest follow in the
/// chain's order. Spreads the cost of a search over frames without ever leaving a step out.
struct StepRotation {
    private var order: [Int]

    init(count: Int) { order = Array(0..<count) }

    /// The step to try; nil in an empty chain.
    var next: Int? { order.first }

    mutating func missed() {
        guard !order.isEmpty else { return }
        order.append(order.removeFirst())
    }

    mutating func succeeded(_ step: Int) {
        order = [step] + order.filter { $0 != step }.sorted()
    }
}
