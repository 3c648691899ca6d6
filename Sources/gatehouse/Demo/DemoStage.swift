import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import Passes
import Synchronization

/// Where a newcomer's phone is held before a simulated gate: the code is drawn as a camera's frames and goes through the
/// decoder, the filter of presentations, the controller and the relay like any other. The terminal tells what came of it.
final class DemoStage: Sendable {
    /// A phone that is not read within this was held too soon after the last time, or shows no code.
    static let patience = Duration.seconds(3)
    /// What happens at the lane within this belongs to the phone.
    static let attention = Duration.seconds(7)
    /// The longest text that is drawn.
    static let longestText = PassIssuer.longestText

    private struct Guest {
        let booking: BookingID?
        let tray: AsyncStream<Decision>.Continuation?
        /// What the terminal says first.
        let deed: String
        let until: Instant
        var isDecided = false
    }

    private let cameras: [LaneID: DemoCamera]
    private let verifier: PassVerifier
    private let time: ShiftedTime
    private let offset: TimeZoneOffset
    private let campusName: @Sendable (CampusID) -> BilingualText
    /// Locked because the gates and the web service come from anywhere; held for a look into a small table.
    private let guests = Mutex<[LaneID: Guest]>([:])
    private let phone = Mutex(DemoPhone(seed: 0x5147, before: DemoHall.looks))

    private let output: LogWriter

    /// `output` is what the terminal is told by.
    init(_ house: DemoHouse, output: LogWriter) {
        self.output = output
        let settings = house.settings
        (time, offset) = (house.time, settings.campuses[0].hours.offset)
        verifier = PassVerifier(ring: house.keys.publicRing)
        campusName = { id in settings.campus(id)?.name ?? BilingualText(zh: "另一校区", en: "the other campus") }
        var cameras: [LaneID: DemoCamera] = [:]
        for lane in settings.gates.flatMap(\.lanes) { cameras[lane.id] = DemoCamera(time: house.time, hall: DemoHall.looks) }
        self.cameras = cameras
    }

    func camera(of lane: LaneID) -> DemoCamera? { cameras[lane] }

    /// Holds a phone with this text before the camera of a lane. Nil when there is no such lane, or nothing was read.
    func show(_ text: String, at lane: LaneID) async -> Decision? {
        guard text.utf8.count <= Self.longestText, let camera = cameras[lane],
            let frames = try? phone.withLock({ phone in try phone.frames(of: text) })
        else { return nil }
        let (decisions, tray) = AsyncStream.makeStream(of: Decision.self, bufferingPolicy: .bufferingNewest(1))
        watch(text.utf8, at: lane, tray, "a phone is held up")
        camera.hold(frames)
        let (time, deadline) = (time, time.now() + Self.patience)
        return await withTaskGroup(of: Decision?.self) { group in
            group.addTask { for await decision in decisions { return decision }; return nil }
            group.addTask { try? await time.sleep(until: deadline); return nil }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// A phone that read the kiosk's code stands at the lane; its pass comes from the page.
    func expect(_ code: [UInt8], at lane: LaneID) { watch(code, at: lane, nil, "a phone has read the kiosk's code") }

    private func watch(
        _ code: some Collection<UInt8>, at lane: LaneID, _ tray: AsyncStream<Decision>.Continuation?, _ deed: String
    ) {
        let guest = Guest(
            booking: verifier.verify(code).claims?.booking, tray: tray, deed: deed, until: time.now() + Self.attention)
        guests.withLock { $0[lane] = guest }
    }

    /// Hears what happens at the gates and tells of the guests' part of it.
    func hear(_ happening: Happening) {
        let line: String? = guests.withLock { guests in
            guard var guest = guests[happening.lane], time.now() < guest.until else { return nil }
            switch happening.what {
            case .decided(let decision, _, let booking) where !guest.isDecided && booking == guest.booking:
                guest.isDecided = true
                guests[happening.lane] = guest
                guest.tray?.yield(decision)
                return "\(guest.deed): " + words(decision, at: happening.at.time)
            case .unlocked where guest.isDecided: return "the turnstile unlocks"
            case .passed(let direction, _) where guest.isDecided:
                guests[happening.lane] = nil
                return direction == .entry ? "somebody walks in" : "somebody walks out"
            default: return nil
            }
        }
        guard let line else { return }
        output.put("\(LocalTime(happening.at.time, at: offset).time.precise.prefix(8))  \(happening.lane)  \(line)")
    }

    private func words(_ decision: Decision, at now: WallTime) -> String {
        let prompt = wording(for: decision, at: now, offset: offset, campusName: campusName)
        let verdict = decision.admits ? "admitted" : "refused"
        return "\(verdict), \(decision.code.rawValue) — \(prompt.title.zh) · \(prompt.title.en)"
    }
}
