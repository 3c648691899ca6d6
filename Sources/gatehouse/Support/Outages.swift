import LibraryModel
import LibraryRules
import LibraryStore

/// What an outage that staff declare means for violations that are already written.
enum Outages {
    /// Those that count and that would not be, had the outage been known: its time touches the check-in window, or the
    /// time between the booking's end and the deadline for signing out.
    static func violations(touchedBy outage: HouseFault, at desk: HouseDesk) async throws -> [Violation] {
        var filter = ViolationFilter(
            campus: outage.campus, from: outage.from, until: outage.until.map { $0 + HouseFault.longestReach }, counts: true)
        var (touched, seen) = ([Violation](), Set<BookingID>())
        while true {
            let wanted = filter
            let page = try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.violations(wanted, at: desk.clock, under: desk.terms)
            }
            for violation in page where seen.insert(violation.booking).inserted {
                if try await isTouched(violation, by: outage, desk) { touched.append(violation) }
            }
            guard page.count == StoreLimits.page, let oldest = page.last?.at else { return touched }
            filter.until = oldest + .milliseconds(1)
        }
    }

    /// Waives them; answers those that changed.
    static func waive(
        touchedBy outage: HouseFault, with waiver: Violation.Waiver, at desk: HouseDesk
    ) async throws -> [Violation] {
        var waived: [Violation] = []
        for violation in try await violations(touchedBy: outage, at: desk) {
            waived += try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.waive(
                    ViolationFilter(booking: violation.booking), with: waiver, at: desk.clock, under: desk.terms)
            }
        }
        return waived
    }

    private static func isTouched(_ violation: Violation, by outage: HouseFault, _ desk: HouseDesk) async throws -> Bool {
        let found = try await HouseDesk.ask { () throws(StoreError) in try await desk.store.booking(violation.booking) }
        return outage.touches(violation, of: found, under: desk.terms.policy.admission)
    }

    /// Declares it once: the same outage is not written a second time.
    static func declare(_ outage: HouseFault, at desk: HouseDesk) async throws {
        try await HouseDesk.ask { () throws(StoreError) in
            let known = try await desk.store.faults(of: outage.campus, from: outage.from, until: outage.until ?? desk.now)
            let isKnown = known.contains { fault in
                fault.kind == .outage && fault.from == outage.from && fault.until == outage.until && fault.detail == outage.detail
            }
            if !isKnown { try await desk.store.begin(outage) }
        }
    }
}
