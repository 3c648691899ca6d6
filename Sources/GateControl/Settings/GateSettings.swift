public import LaneControl
public import LibraryModel

/// One gate: a board at one entrance of one campus, with its lanes.
public struct GateSettings: Sendable {
    public var id: GateID
    public var campus: CampusID
    /// The board's file in `hardware/boards`, or `simulated`.
    public var board: String
    public var lanes: [LanePlan]

    public init(id: GateID, campus: CampusID, board: String, lanes: [LanePlan]) {
        (self.id, self.campus, self.board, self.lanes) = (id, campus, board, lanes)
    }
}

/// One lane as planned: which way its camera looks, and how its turnstile behaves.
public struct LanePlan: Sendable {
    public var id: LaneID
    /// What a pass in front of this lane's camera asks for.
    public var direction: Direction
    public var camera: CameraSettings
    /// Put before each line name of the board, such as `lane-2.`; empty for a board with one lane.
    public var linePrefix: String
    public var machine: LaneSettings

    public init(id: LaneID, direction: Direction, camera: CameraSettings, linePrefix: String, machine: LaneSettings) {
        (self.id, self.direction, self.camera) = (id, direction, camera)
        (self.linePrefix, self.machine) = (linePrefix, machine)
    }
}

/// Where pictures come from.
public struct CameraSettings: Hashable, Sendable {
    /// A V4L2 device; nil for a lane without a camera.
    public var device: String?
    public var width: Int = 1280
    public var height: Int = 720
    /// Time for decoding one frame before the next one is taken.
    public var budget: Duration = .milliseconds(60)

    public init(device: String?) { self.device = device }
}
