public import LibraryModel
public import LibraryRules

extension FaultyStore: BookingStore {
    public func book(
        _ requests: [BookingRequest], for patron: PatronID, ids: [BookingID], once: OnceKey?, at clock: ClockReading,
        under terms: HouseTerms
    ) async throws(StoreError) -> BookingOutcome {
        try await check("book")
        return try await bookings().book(requests, for: patron, ids: ids, once: once, at: clock, under: terms)
    }

    public func cancel(
        _ booking: BookingID, by patron: PatronID?, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> CancelOutcome {
        try await check("cancel")
        return try await bookings().cancel(booking, by: patron, at: clock, under: terms)
    }

    public func bookingFacts(
        of patron: PatronID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> BookingFacts {
        try await check("booking facts")
        return try await bookings().bookingFacts(of: patron, from: from, until: until, at: clock, under: terms)
    }

    public func overview(
        of patron: PatronID, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> PatronOverview? {
        try await check("overview")
        return try await bookings().overview(of: patron, at: clock, under: terms)
    }

    public func taken(
        at campus: CampusID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [BookedSpan] {
        try await check("taken")
        return try await bookings().taken(at: campus, from: from, until: until, at: clock, under: terms)
    }

    public func wouldAdmit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy
    ) async throws(StoreError) -> Decision {
        try await check("would admit")
        return try await bookings().wouldAdmit(circumstances, under: policy)
    }

    public func appeal(_ appeal: Appeal) async throws(StoreError) -> AppealOutcome {
        try await check("appeal")
        return try await bookings().appeal(appeal)
    }

    public func violations(
        _ filter: ViolationFilter, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] {
        try await check("violations")
        return try await bookings().violations(filter, at: clock, under: terms)
    }

    public func waive(
        _ filter: ViolationFilter, with waiver: Violation.Waiver, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] {
        try await check("waive")
        return try await bookings().waive(filter, with: waiver, at: clock, under: terms)
    }

    public func openAppeals() async throws(StoreError) -> [Appeal] {
        try await check("open appeals")
        return try await bookings().openAppeals()
    }

    public func answer(appealAgainst booking: BookingID, with answer: Appeal.Answer) async throws(StoreError) -> Bool {
        try await check("answer appeal")
        return try await bookings().answer(appealAgainst: booking, with: answer)
    }

    public func exceptions() async throws(StoreError) -> [DatedException] {
        try await check("exceptions")
        return try await bookings().exceptions()
    }

    public func except(
        _ exception: DatedException, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Booking] {
        try await check("except")
        return try await bookings().except(exception, at: clock, under: terms)
    }

    public func unexcept(_ campus: CampusID, _ date: CivilDate) async throws(StoreError) -> Bool {
        try await check("unexcept")
        return try await bookings().unexcept(campus, date)
    }

    public func begin(_ fault: HouseFault) async throws(StoreError) {
        try await check("begin fault")
        try await bookings().begin(fault)
    }

    public func endFault(
        _ kind: HouseFault.Kind, of campus: CampusID, detail: String, at time: WallTime
    ) async throws(StoreError) {
        try await check("end fault")
        try await bookings().endFault(kind, of: campus, detail: detail, at: time)
    }

    public func faults(of campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [HouseFault] {
        try await check("faults")
        return try await bookings().faults(of: campus, from: from, until: until)
    }

    public func beginRun(after lastSign: WallTime?) async throws(StoreError) {
        try await check("begin run")
        try await bookings().beginRun(after: lastSign)
    }

    public func settle(at time: VouchedTime, under terms: HouseTerms) async throws(StoreError) -> Bool {
        try await check("settle")
        return try await bookings().settle(at: time, under: terms)
    }
}
