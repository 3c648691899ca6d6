import LibraryModel
import LibraryRules

/// What becomes of bookings, in words.
extension Transcript {
    /// Nil for what the lane has told already.
    func words(_ booking: Booking, _ violations: [Violation]) -> String? {
        let span = "\(text(booking.start))-\(LocalTime(booking.end, at: offset).time)"
        let violation = violations.first { $0.booking == booking.id && $0.counts }
        let result = violation.map { "violation \($0.kind.rawValue) of \(LocalTime($0.at, at: offset).time.precise)" } ?? "no violation"
        switch booking.state {
        case .booked, .checkedIn, .inUse: return nil
        case .completed: return "the booking \(span) is completed"
        case .cancelled: return "the booking \(span) is cancelled"
        case .noShow: return "nobody checked in for \(span); \(result)"
        case .notSignedOut: return "nobody signed out of \(span); \(result)"
        case .released: return "the booking \(span) is released (\(booking.releasedWhy?.rawValue ?? "?")); \(result)"
        }
    }

    func words(_ suspension: Suspension?) -> String {
        guard let suspension else { return "may book again" }
        return "cannot book until \(suspension.until.map { text($0) } ?? "staff waive it") (\(suspension.rule))"
    }

    /// The refusal of the page, with what the patron reads.
    func words(_ refusal: BookingRefusal, at now: WallTime) -> String {
        let prompt = wording(for: refusal, at: now, offset: offset) { name(of: $0) }
        let texts = [prompt.title, prompt.next].map { "\($0.zh) · \($0.en)" }.joined(separator: " | ")
        return "refused, \(refusal.code.rawValue) (\(prompt.rule)) | \(texts)"
    }

    /// `2026-11-18 09:00`
    func text(_ time: WallTime?) -> String {
        time.map { time in
            let local = LocalTime(time, at: offset)
            return "\(local.date) \(local.time)"
        } ?? "nothing"
    }

    /// Nil for acts that are told elsewhere.
    func bookingWords(_ act: StoryAct) -> String? {
        switch act {
        case .book(let patron, let requests): "\(patron) books \(requests.map(words).joined(separator: " and "))"
        case .cancel(let patron, let start): "\(patron) cancels\(start.map { " the booking of \($0)" } ?? "")"
        case .kiosk(let patron, _): "\(patron)'s phone reads the code of the kiosk"
        case .waive(.patron(let name)): "staff waive \(name)'s violations"
        case .waive(.campus(let slug, let span)): "staff waive all violations at \(slug) of \(span.from)-\(span.until)"
        case .hours(let slug, let day, let span):
            "staff set \(slug) for \(day): \(span.map { "\($0.from)-\($0.until)" } ?? "closed")"
        case .clockJumps(let time): "the time service sets the clock to \(time)"
        case .power(let on): on ? "the board has power again" : "the board loses its power"
        default: nil
        }
    }

    private func words(_ request: StoryRequest) -> String {
        "\(request.campus) \(request.day) \(request.span.from)-\(request.span.until)"
    }
}
