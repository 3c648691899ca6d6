import LibraryModel

/// How many places are taken at each instant of a time: where two bookings follow each other they count once, so it is
/// the most at any instant that matters and not their sum (R15a).
struct PlaceLoad {
    /// From `start` to the next step.
    private struct Step {
        let start: WallTime
        let taken: Int
    }

    /// Those that touch the time asked for.
    private let spans: [BookedSpan]
    private let steps: [Step]

    init(_ all: [BookedSpan], from first: WallTime, until end: WallTime) {
        spans = all.filter { $0.start < end && first < $0.end && $0.start < $0.end && $0.count > 0 }
        var changes: [WallTime: Int] = [:]
        for span in spans {
            changes[span.start, default: 0] &+= span.count
            changes[span.end, default: 0] &-= span.count
        }
        var taken = 0
        steps = changes.sorted { $0.key < $1.key }.map { start, change in
            taken &+= change
            return Step(start: start, taken: taken)
        }
    }

    /// The most places taken at any instant of `[start, end)`.
    func most(from start: WallTime, to end: WallTime) -> Int {
        var most = 0
        for (index, step) in steps.enumerated() where step.start < end {
            let next = index + 1 < steps.count ? steps[index + 1].start : end
            if next > start { most = max(most, step.taken) }
        }
        return most
    }

    /// The places taken by bookings that touch `[start, end)`, each for the whole of it.
    func touching(from start: WallTime, to end: WallTime) -> Int {
        spans.reduce(0) { $1.start < end && start < $1.end ? $0 &+ $1.count : $0 }
    }
}
