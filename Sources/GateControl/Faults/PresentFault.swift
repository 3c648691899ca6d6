public import LibraryModel

/// A fault of the house as it is seen at one moment; when it began is for ``FaultLog`` to say.
public struct PresentFault: Hashable, Comparable, Sendable {
    public let kind: HouseFault.Kind
    public let campus: CampusID
    /// The gate, or nothing for a fault of the whole board.
    public let detail: String

    public init(_ kind: HouseFault.Kind, at campus: CampusID, _ detail: String = "") {
        (self.kind, self.campus, self.detail) = (kind, campus, detail)
    }

    /// By campus, so that what is written of one moment has an order.
    public static func < (left: Self, right: Self) -> Bool {
        (left.campus.rawValue, left.kind.rawValue, left.detail) < (right.campus.rawValue, right.kind.rawValue, right.detail)
    }

    /// Everything that a board with these gates may ever find.
    public static func possible(at gates: [GateSettings]) -> Set<Self> {
        var all: Set<Self> = []
        for gate in gates {
            all.insert(Self(.clockUntrusted, at: gate.campus))
            for kind in [HouseFault.Kind.emergency, .hold, .gateFault] {
                all.insert(Self(kind, at: gate.campus, gate.id.rawValue))
            }
        }
        return all
    }
}

extension GateOutlook {
    /// What keeps this gate from serving patrons.
    ///
    /// A gate is at fault when one of its directions has lanes and none of them could let a pass through: nobody can
    /// check in there, or nobody can sign out. Staff who hold the entry are no fault of the gate but have one of their
    /// own; in an emergency nothing else counts (B23).
    func faults(storeAnswers: Bool) -> [PresentFault] {
        if lanes.contains(where: { $0.mode == .emergency }) { return [PresentFault(.emergency, at: campus, gate.rawValue)] }
        let entries = lanes.filter { $0.direction == .entry }
        let isHeld = !entries.isEmpty && entries.allSatisfy { $0.mode == .hold }
        let isStuck = Direction.allCases.contains { direction in
            let lanes = lanes.filter { $0.direction == direction }
            guard !lanes.isEmpty, direction == .exit || !isHeld else { return false }
            return !lanes.contains(where: \.serves)
        }
        var faults: [PresentFault] = []
        if isHeld { faults.append(PresentFault(.hold, at: campus, gate.rawValue)) }
        if isStuck || isRecordStuck || !storeAnswers { faults.append(PresentFault(.gateFault, at: campus, gate.rawValue)) }
        return faults
    }
}

extension GateOutlook.Lane {
    /// A good pass would open it. A hold bars no exit.
    fileprivate var serves: Bool { isFit && seesPasses && (direction == .exit || mode != .hold) }
}

/// The faults that these gates and the clock show at this moment.
public func presentFaults(
    of gates: [GateOutlook], clock: ClockReading.Trust, storeAnswers: Bool
) -> Set<PresentFault> {
    var faults = Set(gates.flatMap { $0.faults(storeAnswers: storeAnswers) })
    if clock != .trusted { faults.formUnion(gates.map { PresentFault(.clockUntrusted, at: $0.campus) }) }
    return faults
}
