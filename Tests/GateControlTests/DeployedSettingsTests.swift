import Foundation
import GateControl
import LaneControl
import LibraryModel
import LibraryRules
import StrictYAML
import Testing

/// The configuration that is installed, read from the repository.
func deployedSettings() throws -> String {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    return try String(contentsOf: folder.appendingPathComponent("../../deploy/gatehouse.yaml"), encoding: .utf8)
}

@Suite("deploy/gatehouse.yaml is sound and says the defaults")
struct DeployedSettingsTests {
    let settings: Settings

    init() throws { settings = try SettingsFile.read(try deployedSettings(), name: "gatehouse.yaml") }

    @Test func `the rules are the default readings`() {
        #expect(settings.house == HousePolicy())
        #expect(settings.location == LocationPolicy())
    }

    @Test func `passes, store, web, log and mqtt are the defaults`() {
        #expect(settings.passes == PassSettings(keys: "/etc/gatehouse/keys"))
        #expect(settings.store == StoreSettings(folder: "/var/lib/gatehouse"))
        #expect(settings.store.database == "/var/lib/gatehouse/gatehouse.db")
        #expect(settings.web == WebSettings())
        #expect(settings.log == LogSettings())
        #expect(settings.mqtt == MQTTSettings() && !settings.mqtt.isEnabled)
    }

    @Test func `the lane is a standard one with its ready input wired`() throws {
        let gate = try #require(settings.gates.first)
        #expect(settings.gates.count == 1 && gate.lanes.count == 1)
        #expect(gate.id.rawValue == "east-main" && gate.campus == CampusID(rawValue: 1))
        #expect(gate.board == "hardware/boards/raspberry-pi-4.yaml")
        let lane = try #require(gate.lanes.first)
        #expect(lane.id.rawValue == "east-in" && lane.direction == .entry && lane.linePrefix.isEmpty)
        #expect(lane.camera == CameraSettings(device: "/dev/video0"))
        #expect(lane.machine == (try LaneSettings(hasReadyInput: true)))
    }

    @Test func `the campuses are those of the guide, with their caps`() throws {
        #expect(settings.campuses.map(\.slug) == ["east", "west"])
        #expect(settings.campuses.map(\.cap) == [300, 250])
        #expect(settings.campuses.map(\.name.zh) == ["东校区", "西校区"])
        #expect(settings.campuses.allSatisfy { $0.fence.datum == .gcj02 })
        let east = settings.campuses[0]
        #expect(east.hours.offset == .shanghai)
        let christmas = try #require(LocalTime(rfc3339: "2026-12-25T12:00:00+08:00")).instant
        let opening = try #require(east.hours.opening(onDayOf: christmas))
        #expect(LocalTime(opening.opens, at: .shanghai).time.description == "08:00")
        #expect(LocalTime(opening.closes, at: .shanghai).time.description == "22:00")
        #expect(east.hours.opening(onDayOf: christmas + .hours(24 * 7)) == nil)
        let lastDay = try #require(east.hours.opening(onDayOf: christmas + .hours(24 * 6)))
        #expect(LocalTime(lastDay.closes, at: .shanghai).time.description == "17:00")
    }

    @Test func `a file with only what has no default reads as the defaults`() throws {
        let short = try SettingsFile.read(
            """
            campuses:
              - { id: 1, slug: east, name: { zh: 东, en: East }, cap: 300, hours: { daily: 08:00-22:00 },
                  fence: { datum: WGS-84, centre: [31.2, 121.5], radius: 150 m } }
            gates:
              - { id: east-main, campus: east, board: simulated, lanes: [{ id: east-in, direction: entry }] }
            """, name: "short.yaml")
        #expect(short.house == settings.house)
        #expect(short.web == settings.web)
        #expect(short.location == settings.location)
        #expect(short.passes == settings.passes)
        #expect(short.store == settings.store)
        #expect(short.gates[0].lanes[0].machine == .standard)
        #expect(short.gates[0].lanes[0].camera == CameraSettings(device: nil))
    }

    @Test func `a phone pass may live as long as the settings say`() throws {
        let text = try deployedSettings().replacing("lifetime: 60 s", with: "lifetime: 120 s")
        #expect(try SettingsFile.read(text, name: "gatehouse.yaml").admission.phoneLifetime == .seconds(120))
    }
}
