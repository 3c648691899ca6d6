import LibraryModel
import LibraryRules
import Testing

@Suite("requests that nobody means")
struct HostileRequestTests {
    private static let instants: [Int64] = [
        .min, .min + 1, -900_000_000_000_001, -1, 0, 1, 1_795_000_000_000, 9_000_000_000_000_000, .max - 1, .max,
    ]

    @Test("are refused and do no harm, however far away their times are")
    func far() {
        for policy in Self.policies {
            for start in Self.instants {
                for end in Self.instants {
                    var scene = BookingScene()
                    scene.policy.booking = policy
                    scene.has(.booked, "14:00", "16:00")
                    scene.taken(3, "09:00", "11:00")
                    scene.requests = [
                        BookingRequest(
                            campus: Scene.east, start: WallTime(milliseconds: start), end: WallTime(milliseconds: end))
                    ]
                    #expect(scene.decide().code != nil)
                }
            }
        }
    }

    private static var policies: [BookingPolicy] {
        BookingPolicy.Horizon.allCases.flatMap { horizon in
            [false, true].map { slots in
                var policy = BookingPolicy()
                policy.horizon = horizon
                policy.creation = .walkIn
                policy.longestStay = .hours(4)
                if slots { policy.slots = [BookingScene.span("09:00", "11:00")] }
                return policy
            }
        }
    }

    @Test("are refused whether they come first or second")
    func second() {
        var scene = BookingScene()
        scene.requests.append(
            BookingRequest(campus: Scene.east, start: WallTime(milliseconds: .max), end: WallTime(milliseconds: .min)))
        #expect(scene.decide() == .no(.tooShort, limit: 60, request: 1))
    }

    @Test("are refused by number before they are all looked at")
    func many() {
        var scene = BookingScene()
        scene.policy.booking.quota = .submission
        scene.policy.booking.quotaLimit = 100
        scene.requests = Array(repeating: BookingScene.request("09:00", "11:00"), count: 100_000)
        #expect(scene.decide() == .no(.overlap, campus: Scene.east, request: 1))
        scene.requests[1] = BookingScene.request("11:00", "13:00")
        #expect(scene.decide() == .no(.quota, limit: 2, request: 2))
    }

    @Test("years ahead are beyond the horizon, years ago have started")
    func years() {
        var scene = BookingScene()
        scene.asks("09:00", "11:00", on: "2999-12-31")
        #expect(scene.decide().code == .horizon)
        scene.asks("09:00", "11:00", on: "1970-01-01")
        #expect(scene.decide().code == .started)
    }

    @Test("counts of places out of all proportion do not make a place")
    func counts() {
        var scene = BookingScene()
        scene.taken(.max / 2, "08:00", "10:00")
        scene.taken(-5, "08:00", "12:00")
        #expect(scene.decide() == .no(.full, limit: 300))
    }

    @Test("one request and a day with hostile neighbours in the same submission are offered without harm")
    func choices() {
        let scene = BookingScene()
        let besides = BookingRequest(campus: Scene.east, start: WallTime(milliseconds: .min), end: WallTime(milliseconds: .max))
        let choices = bookingChoices(
            at: Scene.east, on: BookingScene.date(Week.thu), besides: [besides], scene.facts, under: scene.policy)
        #expect(choices.allSatisfy { $0.refusal?.code == .overlap })
    }
}
