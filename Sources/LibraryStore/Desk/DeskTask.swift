public import LibraryModel

/// Something that staff do whose effect is in the store.
public enum DeskTask: Hashable, Sendable {
    /// So many are inside by count; the difference is kept.
    case recount(CampusID, inside: Int)
    /// Ends a visit as a passage out would.
    case signOut(visit: RecordID)
    /// Withdraws every pass of a booking.
    case revoke(BookingID)
    case waive(BookingID)
    /// Declares an outage and waives the violations that it touches (R20).
    case waiveOutage(CampusID, from: WallTime, until: WallTime)
    case answerAppeal(BookingID, isGranted: Bool, words: String)
    /// The campus closes now, for today (R21).
    case closeEarly(CampusID)
    /// The clock is right, although it is far from the last written time (R26).
    case acceptClock
    /// A pass for paper was made; `issuedAt` names it.
    case printPass(BookingID, issuedAt: WallTime)
    /// Somebody wants to see whose visit, presentation or booking it is.
    case lookAtVisit(RecordID)
    case lookAtPresentation(RecordID)
    case lookAtBooking(BookingID)
    /// Somebody wants the record of a patron.
    case lookUp(PatronID)
    /// Takes an act back that is none of a lane's.
    case undo(RecordID)

    /// What the log calls it; an undoing is called as what it undoes.
    var deed: DeskDeed? {
        switch self {
        case .recount: .recount
        case .signOut: .signOut
        case .revoke: .revoke
        case .waive: .waive
        case .waiveOutage: .waiveOutage
        case .answerAppeal: .answerAppeal
        case .closeEarly: .closeEarly
        case .acceptClock: .acceptClock
        case .printPass: .printPass
        case .lookAtVisit, .lookAtPresentation, .lookAtBooking: .look
        case .lookUp: .lookUp
        case .undo: nil
        }
    }

    /// The same for the same submission. When a pass is made differs with each try, so it is no part of it.
    var words: String {
        switch self {
        case .recount(let campus, let inside): "recount \(campus.rawValue) \(inside)"
        case .signOut(let visit): "sign_out \(visit)"
        case .revoke(let booking): "revoke \(booking)"
        case .waive(let booking): "waive \(booking)"
        case .waiveOutage(let campus, let from, let until):
            "waive_outage \(campus.rawValue) \(from.milliseconds) \(until.milliseconds)"
        case .answerAppeal(let booking, let isGranted, let words): "answer_appeal \(booking) \(isGranted) \(words)"
        case .closeEarly(let campus): "close_early \(campus.rawValue)"
        case .acceptClock: "accept_clock"
        case .printPass(let booking, _): "print_pass \(booking)"
        case .lookAtVisit(let id): "look_visit \(id)"
        case .lookAtPresentation(let id): "look_presentation \(id)"
        case .lookAtBooking(let booking): "look_booking \(booking)"
        case .lookUp(let patron): "look_up \(patron.rawValue)"
        case .undo(let act): "undo \(act)"
        }
    }
}

/// What is written of every act: which, when, who and why.
public struct ActSlip: Hashable, Sendable {
    public let id: RecordID
    public let at: WallTime
    public let who: StaffID
    public let role: StaffRole
    /// At most ``StoreLimits/sentence`` characters.
    public let why: String
    /// Nil where a repeat is another act, as with a look.
    public let once: OnceKey?

    public init(id: RecordID, at: WallTime, who: StaffID, role: StaffRole, why: String, once: OnceKey?) {
        (self.id, self.at, self.who, self.role, self.once) = (id, at, who, role, once)
        self.why = String(why.prefix(StoreLimits.sentence))
    }

    /// As the log names who acted from the desk.
    public var name: String { "desk:\(who)" }
}

/// What became of an act.
public enum ActOutcome: Hashable, Sendable {
    /// `repeated`: an earlier submission with this key did it.
    case done(ActRecord, repeated: Bool)
    case refused(ActRefusal)
    /// The key came with another submission before.
    case keyTaken
}

/// Why an act was not done; nothing has changed.
public enum ActRefusal: String, Hashable, Sendable, CaseIterable {
    /// No such visit, booking, violation, appeal, patron or act, or nobody is known behind it.
    case nothingThere = "nothing_there"
    /// It is so already, or has ended.
    case alreadySo = "already_so"
    case cannotBeUndone = "cannot_be_undone"
    /// What day it is must be known for that (R26).
    case clockUntrusted = "clock_untrusted"
}

/// Whether a submission is new.
public enum ActClaim: Hashable, Sendable {
    case new
    /// Asked for before; nil while its record is not written yet.
    case repeated(ActRecord?)
    case keyTaken
}
