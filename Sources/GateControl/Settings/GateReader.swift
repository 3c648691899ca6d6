import GateHardware
import LaneControl
import LibraryModel
import StrictYAML

/// Reads one entry of `gates`.
enum GateReader {
    static let slug = YAMLValue("a short name of a-z, 0-9 and `-`, such as `east-in`", read: { Name.slug($0) })

    /// Nothing, or a name and a full stop, as ``LineName`` has it.
    static let linePrefix = YAMLValue("empty, or a name with a full stop such as `lane-2.`") { text in
        text.isEmpty || (text.hasSuffix(".") && Name.slug(String(text.dropLast())) != nil) ? text : nil
    }

    static func read(_ section: YAMLSection, campuses: [CampusReader.Entry], _ names: TakenNames) -> GateSettings? {
        let id = section.required("id", slug)
        let words = campuses.compactMap(\.slug).map { "`\($0)`" }.joined(separator: ", ")
        let campus = section.required("campus", YAMLValue("the slug of a campus: \(words)") { slug in
            // One whose slug cannot be read may be the one that is meant.
            campuses.first { $0.slug == slug } ?? campuses.first { $0.slug == nil }
        })?.campus
        let board = section.required("board", .text())
        names.take(id, as: "the id of a gate", in: section, at: "id")
        let lanes = section.sections("lanes", atLeast: 1, atMost: SettingsFile.mostLanes)
            .compactMap { lane($0, names, gate: section.path) }
        section.close()
        guard let id, let campus, let board else { return nil }
        return GateSettings(id: GateID(rawValue: id), campus: campus.id, board: board, lanes: lanes)
    }

    private static func lane(_ section: YAMLSection, _ names: TakenNames, gate: String) -> LanePlan? {
        let id = section.required("id", slug)
        let direction = section.required("direction", YAMLValue<Direction>.choice)
        let camera = camera(section.section("camera"), names)
        let prefix = section.optional("line-prefix", prefix) ?? ""
        let machine = TurnstileReader.read(section.section("turnstile"))
        section.close()
        names.take(id, as: "the id of a lane", in: section, at: "id")
        names.take(prefix, as: "the line prefix of a lane of this gate", in: section, at: "line-prefix", within: gate)
        guard let id, let direction, let machine else { return nil }
        return LanePlan(
            id: LaneID(rawValue: id), direction: direction, camera: camera, linePrefix: prefix, machine: machine)
    }

    private static let prefix = YAMLValue("nothing or the first part of line names, such as `lane-2.`") { text in
        text.isEmpty || (text.last == "." && LineName(text + LineRole.ready.rawValue) != nil) ? text : nil
    }

    private static func camera(_ section: YAMLSection, _ names: TakenNames) -> CameraSettings {
        var camera = CameraSettings(device: section.optional("device", .text()))
        names.take(camera.device, as: "the camera of a lane", in: section, at: "device")
        section.optional("width", .number(in: 160...4096), into: &camera.width)
        section.optional("height", .number(in: 120...4096), into: &camera.height)
        section.optional("budget", .duration(in: .milliseconds(5)...(.seconds(1))), into: &camera.budget)
        section.close()
        return camera
    }
}
