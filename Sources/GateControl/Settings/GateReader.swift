import LaneControl
import LibraryModel
import StrictYAML

/// Reads one entry of `gates`.
enum GateReader {
    static let slug = YAMLValue("a short name of a-z, 0-9 and `-`, such as `east-in`", read: { Name.slug($0) })

    static func read(_ section: YAMLSection, campuses: [Campus]) -> GateSettings? {
        let id = section.required("id", slug)
        let words = campuses.map { "`\($0.slug)`" }.joined(separator: ", ")
        let campus = section.required("campus", YAMLValue("the slug of a campus: \(words)") { slug in
            campuses.first { $0.slug == slug }
        })
        let board = section.required("board", .text())
        let lanes = section.sections("lanes", atMost: SettingsFile.mostLanes).compactMap(lane)
        if lanes.isEmpty { section.report("must list at least one lane", at: "lanes") }
        section.close()
        guard let id, let campus, let board else { return nil }
        return GateSettings(id: GateID(rawValue: id), campus: campus.id, board: board, lanes: lanes)
    }

    private static func lane(_ section: YAMLSection) -> LanePlan? {
        let id = section.required("id", slug)
        let direction = section.required("direction", YAMLValue<Direction>.choice)
        let camera = camera(section.section("camera"))
        let prefix = section.optional("line-prefix", .text(atMost: 32)) ?? ""
        let machine = TurnstileReader.read(section.section("turnstile"))
        section.close()
        guard let id, let direction, let machine else { return nil }
        return LanePlan(
            id: LaneID(rawValue: id), direction: direction, camera: camera, linePrefix: prefix, machine: machine)
    }

    private static func camera(_ section: YAMLSection) -> CameraSettings {
        var camera = CameraSettings(device: section.optional("device", .text()))
        section.optional("width", .number(in: 160...4096), into: &camera.width)
        section.optional("height", .number(in: 120...4096), into: &camera.height)
        section.optional("budget", .duration(in: .milliseconds(5)...(.seconds(1))), into: &camera.budget)
        section.close()
        return camera
    }
}
