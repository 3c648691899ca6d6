import LibraryModel
import LibraryRules
import Testing

@Suite("what a day offers")
struct BookingChoicesTests {
    private static func choices(
        on date: String = Week.thu, at campus: CampusID = Scene.east, besides: [BookingRequest] = [],
        _ change: (inout BookingScene) -> Void = { _ in }
    ) -> [BookingChoice] {
        var scene = BookingScene()
        change(&scene)
        return bookingChoices(at: campus, on: BookingScene.date(date), besides: besides, scene.facts, under: scene.policy)
    }

    private static func clock(_ instant: WallTime) -> String { "\(LocalTime(instant, at: .shanghai).time)" }

    @Test("is every start on the grid with every end from one to four hours")
    func offer() throws {
        let choices = Self.choices()
        #expect(choices.count == 27)
        let (first, last) = (try #require(choices.first), try #require(choices.last))
        #expect(Self.clock(first.start) == "08:00")
        #expect(first.ends.map { Self.clock($0.end) } == ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30", "12:00"])
        #expect(Self.clock(last.start) == "21:00")
        #expect(last.ends.map { Self.clock($0.end) } == ["22:00"])
        #expect(choices.allSatisfy { $0.refusal == nil })
    }

    @Test("is nothing on a closed day and at a campus that is not there")
    func closed() {
        #expect(Self.choices { $0.excepts(nil, on: Week.thu) }.isEmpty)
        #expect(Self.choices(at: CampusID(rawValue: 9)).isEmpty)
    }

    @Test("keeps to the grid when the house opens off it")
    func oddOpening() {
        let choices = Self.choices { $0.excepts(BookingScene.span("08:10", "11:45"), on: Week.thu) }
        #expect(choices.map { Self.clock($0.start) } == ["08:30", "09:00", "09:30", "10:00", "10:30"])
        #expect(choices.last?.ends.map { Self.clock($0.end) } == ["11:30"])
    }

    @Test("is the published slots where there are some, by their starts")
    func slots() {
        let choices = Self.choices {
            $0.policy.booking.slots = [("10:00", "13:00"), ("08:00", "10:00"), ("10:00", "12:00"), ("20:00", "23:00")]
                .map { BookingScene.span($0.0, $0.1) }
        }
        #expect(choices.map { Self.clock($0.start) } == ["08:00", "10:00"])
        #expect(choices.last?.ends.map { Self.clock($0.end) } == ["12:00", "13:00"])
    }

    @Test("offers the present minute to a walk-in, today only")
    func walkIn() {
        let today = Self.choices(on: Week.wed) { Self.walksIn(&$0) }
        #expect(today.filter { $0.refusal == nil }.first.map { Self.clock($0.start) } == "10:00")
        #expect(today.contains { Self.clock($0.start) == "10:17" && Self.clock($0.ends[0].end) == "11:30" })
        #expect(!Self.choices { Self.walksIn(&$0) }.contains { Self.clock($0.start) == "10:17" })
    }

    private static func walksIn(_ scene: inout BookingScene) {
        scene.policy.booking.creation = .walkIn
        scene.at("10:17:42")
    }

    @Test("says why a start is out: over, full for each of its ends, or free for a shorter stay")
    func reasons() {
        let choices = Self.choices(on: Week.wed) {
            $0.taken(300, "14:00", "15:00", on: Week.wed)
        }
        let reasons = Dictionary(uniqueKeysWithValues: choices.map { (Self.clock($0.start), $0.refusal?.code) })
        #expect(reasons["09:30"] == .started)
        #expect(reasons["10:00"] == .some(nil))
        #expect(reasons["13:30"] == .full)
        #expect(reasons["13:00"] == .some(nil))
        let noon = choices.first { Self.clock($0.start) == "12:00" }
        #expect(noon?.ends.filter { $0.refusal == nil }.map { Self.clock($0.end) } == ["13:00", "13:30", "14:00"])
    }

    @Test("takes what was chosen before as granted")
    func besides() {
        let choices = Self.choices(besides: [BookingScene.request("09:00", "11:00")])
        let reasons = Dictionary(uniqueKeysWithValues: choices.map { (Self.clock($0.start), $0.refusal?.code) })
        #expect(reasons["08:00"] == .some(nil))
        #expect(reasons["08:30"] == .overlap)
        #expect(reasons["10:30"] == .overlap)
        #expect(reasons["11:00"] == .some(nil))
        #expect(
            Self.choices(at: Scene.west, besides: [BookingScene.request("09:00", "11:00")])
                .allSatisfy { $0.refusal?.code == .otherCampus })
    }

    @Test("never says other than the decision does, and leaves nothing out that would be accepted")
    func agreement() {
        var (offered, accepted, reasons) = (0, 0, Set<BookingCode>())
        for seed in UInt64(0)..<500 {
            var random = RandomBooking(seed: seed)
            let scene = random.scene()
            let besides = scene.decide() == .accepted ? scene.requests : []
            let (campus, day) = (random.campus(), random.day())
            let choices = bookingChoices(
                at: campus, on: BookingScene.date(day), besides: besides, scene.facts, under: scene.policy)
            for choice in choices {
                for end in choice.ends {
                    let request = BookingRequest(campus: campus, start: choice.start, end: end.end)
                    let decision = decideBooking(besides + [request], scene.facts, under: scene.policy)
                    let said = end.refusal.map { BookingDecision.refused($0, request: besides.count) } ?? .accepted
                    #expect(decision == said, "seed \(seed)")
                    offered += 1
                    if let code = end.refusal?.code { reasons.insert(code) }
                }
            }
            for _ in 0..<10 {
                let request = random.request()
                guard decideBooking(besides + [request], scene.facts, under: scene.policy) == .accepted else { continue }
                accepted += 1
                let day = LocalTime(request.start, at: .shanghai).date
                let offer = bookingChoices(at: request.campus, on: day, besides: besides, scene.facts, under: scene.policy)
                let isThere = offer.contains { choice in
                    choice.start == request.start && choice.ends.contains(BookingChoice.End(end: request.end, refusal: nil))
                }
                #expect(isThere, "seed \(seed): \(request)")
            }
        }
        #expect(offered > 20_000 && accepted > 100 && reasons.count > 10, "the seeds must reach much")
    }
}
