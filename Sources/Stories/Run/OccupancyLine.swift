import LibraryModel

/// The seats of a campus as a bar with words.
enum OccupancyLine {
    /// The widest bar, in letters; a campus with more seats is drawn to scale.
    static let widest = 20

    /// `██▒·  2 inside, 1 held, of 4: a seat is held`
    static func text(_ count: Occupancy, before: Occupancy?) -> String {
        let held = count.reserved > 0 ? ", \(count.reserved) held" : ""
        let full = count.taken > count.cap ? ", over the cap" : count.isFull ? ", full" : ""
        let change = before.map { ": \(words(from: $0, to: count))" } ?? ""
        return "\(bar(count))  \(count.inside) inside\(held), of \(count.cap)\(full)\(change)"
    }

    private static func words(from before: Occupancy, to now: Occupancy) -> String {
        if now.inside > before.inside {
            return now.reserved < before.reserved ? "the held seat is taken" : "one more inside"
        }
        if now.inside < before.inside { return now.isFull ? "one fewer inside" : "a seat is free again" }
        return now.reserved > before.reserved ? "a seat is held" : "the held seat is given back"
    }

    private static func bar(_ count: Occupancy) -> String {
        let cells = min(max(1, count.cap), widest)
        func scaled(_ seats: Int) -> Int { min(cells, (max(0, seats) * cells + count.cap - 1) / max(1, count.cap)) }
        let inside = scaled(count.inside)
        let taken = max(inside, scaled(count.inside + count.reserved))
        return String(repeating: "█", count: inside) + String(repeating: "▒", count: taken - inside)
            + String(repeating: "·", count: cells - taken)
    }
}
