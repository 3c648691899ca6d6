public import GateControl
public import LibraryModel

/// What the web service of a demonstration has besides: phones are held before simulated gates by pressing a button. A
/// library has none of it.
public struct Demonstration: Sendable {
    /// The gates' lanes, for the page to offer.
    public var lanes: [LanePlace]
    /// Holds a phone with this text before the camera of a lane; nil when the camera read nothing new.
    public var show: @Sendable (_ text: String, _ lane: LaneID) async -> Decision?
    /// A module that is added to both pages.
    public var script: [UInt8]

    public init(
        lanes: [LanePlace], show: @escaping @Sendable (_ text: String, _ lane: LaneID) async -> Decision?, script: [UInt8]
    ) {
        (self.lanes, self.show, self.script) = (lanes, show, script)
    }

    /// Where the module is.
    static let scriptPath = "/demo/demo.js"

    /// A page with the module in it.
    static func dressed(_ page: [UInt8]) -> [UInt8] {
        let tag = "<script type=\"module\" src=\"\(scriptPath)\"></script>\n</head>"
        return Array(String(decoding: page, as: UTF8.self).replacing("</head>", with: tag, maxReplacements: 1).utf8)
    }
}
