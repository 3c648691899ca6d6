import GateControl
import HTTPTypes
import LibraryModel
import LibraryRules
import LibraryStore
import Logging

/// What all desks share: the parts, and how the house names and writes things.
struct WebHouse: Sendable {
    let parts: PatronParts
    let settings: WebSettings
    let counter: RequestCounter

    var store: any BookingStore & AccountStore & GateStore { parts.store }
    var clock: ClockReading { parts.clock.wall() }
    var terms: HouseTerms { parts.terms() }
    /// Phones reach the pages by https.
    var isSecure: Bool { settings.publicURL?.isSecure ?? false }

    init(parts: PatronParts, settings: WebSettings, counter: RequestCounter) {
        (self.parts, self.settings, self.counter) = (parts, settings, counter)
    }

    func newRecordID(at time: WallTime) -> RecordID {
        var chance = parts.chance()
        return RecordID(at: time, using: &chance)
    }

    func newBookingID(at time: WallTime) -> BookingID {
        var chance = parts.chance()
        return BookingID(at: time, using: &chance)
    }

    /// The terms with the dated exceptions put over the hours of the campuses (R21).
    func termsNow() async throws(StoreError) -> HouseTerms {
        var terms = terms
        let exceptions = try await store.exceptions()
        terms.campuses = terms.campuses.map { campus in
            let own = exceptions.filter { $0.campus == campus.id }
            guard !own.isEmpty else { return campus }
            return Campus(
                id: campus.id, slug: campus.slug, name: campus.name, cap: campus.cap, hours: campus.hours.with(own),
                fence: campus.fence)
        }
        return terms
    }
}

extension HouseTerms {
    func campus(_ id: CampusID) -> Campus? { campuses.first { $0.id == id } }
    func campus(slug: String) -> Campus? { campuses.first { $0.slug == slug } }
    func slug(_ id: CampusID) -> String { campus(id)?.slug ?? "\(id.rawValue)" }
    func name(_ id: CampusID) -> BilingualText { campus(id)?.name ?? BilingualText(zh: slug(id), en: slug(id)) }
    /// The zone of a campus; of the first one where none is meant.
    func offset(_ id: CampusID? = nil) -> TimeZoneOffset {
        (id.flatMap(campus) ?? campuses.first)?.hours.offset ?? .shanghai
    }

    /// RFC 3339 with milliseconds, in the zone of a campus.
    func text(_ time: WallTime, at campus: CampusID? = nil) -> String {
        LocalTime(time, at: offset(campus)).description
    }

    /// What a patron is answered for a refusal of the rules of booking.
    func answer(_ refusal: BookingRefusal, at now: WallTime, campus: CampusID? = nil) -> RefusalAnswer {
        let prompt = wording(for: refusal, at: now, offset: offset(campus), campusName: name)
        return RefusalAnswer(
            code: refusal.code.rawValue, rule: prompt.rule, message: prompt.title, next: prompt.next,
            opensAt: refusal.opensAt.map { text($0, at: campus) })
    }
}
