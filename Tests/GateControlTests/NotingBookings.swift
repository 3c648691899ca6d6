import LibraryModel
import LibraryRules
import LibraryStore
import Synchronization

/// A store of bookings that only notes what the house itself asks of it, and fails on command.
final class NotingBookings: BookingStore {
    private struct State {
        var calls: [String] = []
        var failure: StoreError.Code?
        /// How often settling still answers that there is more.
        var more = 0
        var exceptions: [DatedException] = []
        var isHanging = false
        var held: [CheckedContinuation<Void, Never>] = []
    }

    /// Locked because a test looks while the house writes.
    private let state = Mutex(State())

    /// What was written, oldest first: `begin hold east-main 300` with the seconds after nine.
    var calls: [String] { state.withLock { $0.calls } }
    func fail(_ code: StoreError.Code?) { state.withLock { $0.failure = code } }
    func leave(_ batches: Int) { state.withLock { $0.more = batches } }
    func say(_ exceptions: [DatedException]) { state.withLock { $0.exceptions = exceptions } }
    func hang() { state.withLock { $0.isHanging = true } }
    var heldCalls: Int { state.withLock { $0.held.count } }

    func goOn() {
        let held = state.withLock { state in
            defer { (state.isHanging, state.held) = (false, []) }
            return state.held
        }
        for call in held { call.resume() }
    }

    private func note(_ call: String) async throws(StoreError) {
        await withCheckedContinuation { waiting in
            let goesOn = state.withLock { state in
                if state.isHanging { state.held.append(waiting) }
                return !state.isHanging
            }
            if goesOn { waiting.resume() }
        }
        let failure = state.withLock { state in
            if state.failure == nil { state.calls.append(call) }
            return state.failure
        }
        if let failure { throw StoreError(failure, during: call, detail: "simulated") }
    }

    private func second(_ time: WallTime) -> Int64 { (time - GateUnderTest.nine).components.seconds }

    func beginRun(after lastSign: WallTime?) async throws(StoreError) { try await note("begin run") }

    func begin(_ fault: HouseFault) async throws(StoreError) {
        try await note("begin \(fault.kind.rawValue) \(fault.detail) \(second(fault.from))")
    }

    func endFault(_ kind: HouseFault.Kind, of campus: CampusID, detail: String, at time: WallTime) async throws(StoreError) {
        try await note("end \(kind.rawValue) \(detail) \(second(time))")
    }

    func settle(at time: VouchedTime, under terms: HouseTerms) async throws(StoreError) -> Bool {
        try await note("settle \(second(time.time))")
        return state.withLock { state in
            state.more -= 1
            return state.more >= 0
        }
    }

    func exceptions() async throws(StoreError) -> [DatedException] {
        try await note("exceptions")
        return state.withLock { $0.exceptions }
    }

    // MARK: What the house does not ask for

    func book(
        _ requests: [BookingRequest], for patron: PatronID, ids: [BookingID], once: OnceKey?, at clock: ClockReading,
        under terms: HouseTerms
    ) async throws(StoreError) -> BookingOutcome { throw unasked() }

    func cancel(
        _ booking: BookingID, by patron: PatronID?, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> CancelOutcome { throw unasked() }

    func bookingFacts(
        of patron: PatronID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> BookingFacts { throw unasked() }

    func overview(
        of patron: PatronID, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> PatronOverview? { throw unasked() }

    func taken(
        at campus: CampusID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [BookedSpan] { throw unasked() }

    func wouldAdmit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy
    ) async throws(StoreError) -> Decision { throw unasked() }

    func appeal(_ appeal: Appeal) async throws(StoreError) -> AppealOutcome { throw unasked() }

    func violations(
        _ filter: ViolationFilter, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] { throw unasked() }

    func waive(
        _ filter: ViolationFilter, with waiver: Violation.Waiver, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] { throw unasked() }

    func openAppeals() async throws(StoreError) -> [Appeal] { throw unasked() }

    func answer(appealAgainst booking: BookingID, with answer: Appeal.Answer) async throws(StoreError) -> Bool {
        throw unasked()
    }

    func except(
        _ exception: DatedException, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Booking] { throw unasked() }

    func unexcept(_ campus: CampusID, _ date: CivilDate) async throws(StoreError) -> Bool { throw unasked() }

    func faults(of campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [HouseFault] {
        throw unasked()
    }

    private func unasked() -> StoreError { StoreError(.other, during: "a call", detail: "the house does not ask this") }
}
