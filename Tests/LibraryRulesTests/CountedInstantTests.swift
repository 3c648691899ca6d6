import Foundation
import LibraryModel
import LibraryRules
import Testing

@Suite("which instant counts as the check-in (R10)")
struct CountedInstantTests {
    /// For a booking at nine; the window ends at 09:20.
    struct Row: CustomTestStringConvertible {
        let what: String
        let reading: AdmissionPolicy.CheckInInstant
        let decoded: String
        var opened = "09:20:30"
        var issued = "09:19:40"
        var lifetime = Duration.seconds(60)
        var location = LocationVerdict.inside(distance: .within)
        let counts: String
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "decoded 09:19:58, opened 09:20:30: on time", reading: .decode, decoded: "09:19:58", counts: "09:19:58"),
        Row(what: "decoded 09:20:01: late", reading: .decode, decoded: "09:20:01", counts: "09:20:01"),
        Row(what: "East: the opening", reading: .opening, decoded: "09:19:58", counts: "09:20:30"),
        Row(what: "East: a clock that went back meanwhile", reading: .opening, decoded: "09:19:58", opened: "09:19:00", counts: "09:19:58"),
        Row(what: "West: issued inside in time", reading: .arrival, decoded: "09:20:20", counts: "09:19:40"),
        Row(what: "West: issued in the last instant", reading: .arrival, decoded: "09:20:20", issued: "09:20", counts: "09:20"),
        Row(what: "West: issued too late as well", reading: .arrival, decoded: "09:20:20", issued: "09:20:01", counts: "09:20:20"),
        Row(what: "West: decoded in time", reading: .arrival, decoded: "09:20", counts: "09:20"),
        Row(what: "West: at the edge of the fence", reading: .arrival, decoded: "09:20:20", location: .near(distance: .upTo50m), counts: "09:20:20"),
        Row(what: "West: outside", reading: .arrival, decoded: "09:20:20", location: .outside(distance: .upTo1km), counts: "09:20:20"),
        Row(what: "West: no location", reading: .arrival, decoded: "09:20:20", location: .missing, counts: "09:20:20"),
        Row(what: "West: a stale fix", reading: .arrival, decoded: "09:20:20", location: .stale, counts: "09:20:20"),
        Row(what: "West: the pass has run out", reading: .arrival, decoded: "09:20:41", counts: "09:20:41"),
        Row(what: "West: the pass ends this instant", reading: .arrival, decoded: "09:20:40", counts: "09:19:40"),
        Row(what: "West: a printed pass", reading: .arrival, decoded: "09:20:20", issued: "09:00", lifetime: .hours(3), counts: "09:20:20"),
        Row(what: "West: issued after it was decoded", reading: .arrival, decoded: "09:20:20", issued: "09:20:21", counts: "09:20:20"),
        Row(what: "West: too early is too early", reading: .arrival, decoded: "08:39", issued: "08:38:50", counts: "08:39"),
    ]

    @Test(arguments: rows)
    func `a presentation`(row: Row) {
        var policy = AdmissionPolicy()
        policy.checkInInstant = row.reading
        let pass = VerifiedPass(
            id: PassID(booking: BookingID(rawValue: 1), issuedAt: time(row.issued)), campus: CampusID(rawValue: 1), start: time("09:00"),
            end: time("11:00"), expiresAt: time(row.issued) + row.lifetime)
        let counted = countedInstant(
            decoded: time(row.decoded), opened: time(row.opened), pass: .verified(pass), location: row.location, under: policy)
        #expect(counted == time(row.counts))
    }

    @Test func `a code that is no pass is judged as it was decoded`() {
        var policy = AdmissionPolicy()
        policy.checkInInstant = .arrival
        #expect(countedInstant(
            decoded: time("09:20:20"), opened: time("09:20:21"), pass: .rejected(.notAPass), location: .missing, under: policy)
            == time("09:20:20"))
    }

    @Test func `every field of a policy is kept`() throws {
        var policy = AdmissionPolicy()
        (policy.checkInBefore, policy.checkInAfter, policy.windowEnd) = (.minutes(1), .minutes(2), .exclusive)
        (policy.earlyHouse, policy.checkInInstant, policy.nobodyPasses) = (.clip, .arrival, .rollBack)
        (policy.location, policy.capAtGate, policy.unknownBooking) = (.off, false, .refuse)
        (policy.suspensionBarsEntry, policy.untrustedClockTolerance, policy.issueSkew) = (true, .minutes(3), .seconds(4))
        (policy.phoneLifetime, policy.printedPasses, policy.badCodesAllowed) = (.seconds(5), true, 6)
        policy.badCodeSpan = .seconds(7)
        let plain = Mirror(reflecting: AdmissionPolicy()).children
        for (field, standard) in zip(Mirror(reflecting: policy).children, plain) {
            #expect("\(field.value)" != "\(standard.value)", "\(field.label ?? "") is not tried")
        }
        #expect(try JSONDecoder().decode(AdmissionPolicy.self, from: JSONEncoder().encode(policy)) == policy)
    }

    @Test func `a policy of before has the defaults of what it did not know`() throws {
        let old = #"{"windowEnd":"exclusive","capAtGate":false}"#
        let policy = try JSONDecoder().decode(AdmissionPolicy.self, from: Data("{}".utf8))
        #expect(policy == AdmissionPolicy())
        let read = try JSONDecoder().decode(AdmissionPolicy.self, from: Data(old.utf8))
        #expect(read.windowEnd == .exclusive && !read.capAtGate)
        #expect(read.checkInInstant == .decode && read.nobodyPasses == .keep)
    }
}
