public import LibraryModel
import LibraryStore

/// The count of a campus as the store says it now, or said it last.
public struct CountReading: Hashable, Sendable {
    /// Nil where the store has said nothing, or what it said is lost.
    public let occupancy: Occupancy?
    public let asOf: WallTime
    /// `late` is what the store said last.
    public private(set) var quality: CountQuality
    /// The store answered.
    let isFresh: Bool

    /// Asks the store; `before` is what it said last.
    static func take(
        of campus: Campus, from store: any GateStore, at now: WallTime, after before: CountReading?
    ) async -> CountReading {
        do throws(StoreError) {
            let occupancy = try await store.occupancy(of: campus.id, cap: campus.cap)
            let isKnown = try await store.countIsKnown(of: campus.id)
            return CountReading(occupancy: occupancy, asOf: now, quality: isKnown ? .exact : .unknown, isFresh: true)
        } catch {
            // A store that was lost leaves no count behind that anybody could go on from.
            guard error.code != .lost, let before, let last = before.occupancy else {
                return CountReading(occupancy: nil, asOf: now, quality: .unknown, isFresh: false)
            }
            // What nobody believed becomes no count by silence.
            let quality: CountQuality = before.quality == .unknown ? .unknown : .late
            return CountReading(occupancy: last, asOf: before.asOf, quality: quality, isFresh: false)
        }
    }

    /// The same beside passages that are not in the store.
    var lateIfExact: CountReading {
        var reading = self
        if quality == .exact { reading.quality = .late }
        return reading
    }
}
