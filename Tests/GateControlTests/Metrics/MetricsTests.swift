import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Testing

@Suite("the metrics are what Prometheus reads")
struct MetricsTests {
    private static let process = ProcessFigures(
        residentBytes: 1 << 20, virtualBytes: 1 << 30, processorTime: .milliseconds(1250), startSeconds: 1_795_222_000.25,
        openFiles: 12, mostFiles: 1024, threads: 9)

    /// The text of a gate to whose meter `tell` has told what happened.
    private func page(
        _ gate: GateUnderTest, _ meter: GateMeter = GateMeter(), tallies: [LaneID: FrameTally] = [:]
    ) async -> MetricsText {
        let board = StatusBoard(
            settings: gate.settings, gates: gate.controllers, store: gate.store, time: gate.time, version: "1.2\"3\\")
        let page = MetricsPage(settings: gate.settings, meter: meter, tallies: tallies, time: gate.time)
        return MetricsText(page.text(of: await board.report(), process: Self.process, watchers: 3))
    }

    @Test func `a strict reader finds nothing wrong, and each value where it belongs`() async throws {
        let gate = try await GateUnderTest(cap: 2)
        try await gate.fill(2)
        let (meter, tally) = (GateMeter(), FrameTally())
        tally.count(at: gate.time.now(), codes: 0)
        try await gate.enter(1)
        gate.told.all.forEach(meter.hear)
        let metrics = await page(gate, meter, tallies: [GateUnderTest.inside: tally])
        #expect(metrics.faults == [])
        let lane = ["campus": "east", "gate": "east-main", "lane": "east-in"]
        #expect(metrics.value("gatehouse_presentations_total", lane.merging(
            ["direction": "entry", "result": "admit", "code": "entry"]) { $1 }) == 1)
        #expect(metrics.value("gatehouse_passages_total", lane.merging(["direction": "entry", "outcome": "passed"]) { $1 }) == 1)
        #expect(metrics.value("gatehouse_occupancy", ["campus": "east"]) == 1)
        #expect(metrics.value("gatehouse_occupancy_cap", ["campus": "east"]) == 2)
        #expect(metrics.value("gatehouse_build_info", ["version": "1.2\"3\\"]) == 1)
        #expect(metrics.value("gatehouse_clock_trusted") == 1)
        #expect(metrics.value("gatehouse_record_waiting") == 0)
        #expect(metrics.value("gatehouse_event_watchers") == 3)
        #expect(metrics.value("gatehouse_camera_frames_total", ["lane": "east-in"]) == 1)
        #expect(metrics.value("gatehouse_lane_state", ["lane": "east-in", "state": "idle"]) == 1)
        #expect(metrics.value("gatehouse_lane_state", ["lane": "east-in", "state": "fault"]) == 0)
        #expect(metrics.value("process_cpu_seconds_total") == 1.25)
        #expect(metrics.value("process_start_time_seconds") == 1_795_222_000.25)
    }

    @Test func `a count that is not of this moment is left out, and said to be`() async throws {
        let gate = try await GateUnderTest()
        gate.store.fail(.diskFault)
        let metrics = await page(gate)
        #expect(metrics.faults == [] && metrics.families["gatehouse_occupancy"]?.samples.isEmpty == true)
        #expect(metrics.value("gatehouse_occupancy_exact", ["campus": "east"]) == 0)
        #expect(metrics.value("gatehouse_healthy") == 0)
    }

    @Test func `what the store takes and can take is told, and its growth once that is known`() async throws {
        let gate = try await GateUnderTest()
        let silent = await page(gate)
        #expect(silent.faults == [] && silent.value("gatehouse_store_bytes") == nil)
        gate.store.takes(StoreRoom(
            bytes: 850, free: 150, bound: nil, sizes: [.init(day: 20_000, bytes: 800), .init(day: 20_010, bytes: 850)]))
        let metrics = await page(gate)
        #expect(metrics.faults == [])
        #expect(metrics.value("gatehouse_store_bytes") == 850)
        #expect(metrics.value("gatehouse_store_limit_bytes") == 1000)
        #expect(metrics.value("gatehouse_store_growth_bytes_per_day") == 5)
    }

    @Test func `a decision is timed from the decode, and an alarm has its code`() async throws {
        let meter = GateMeter()
        let gate = try await GateUnderTest(meter: meter)
        try await gate.fill(1)
        let seen = gate.time.now()
        gate.time.advance(by: .milliseconds(30))
        await gate.controller.present(Array("x".utf8), at: GateUnderTest.inside, seen: seen)
        await gate.controller.present(Array("x".utf8), at: GateUnderTest.outside, seen: seen)
        let metrics = await page(gate, meter)
        #expect(metrics.faults == [])
        let refused = ["lane": "east-in", "result": "refuse"]
        #expect(metrics.value("gatehouse_decision_seconds_count", refused) == 1)
        #expect(metrics.value("gatehouse_decision_seconds_sum", refused) == 0.03)
        #expect(metrics.value("gatehouse_decision_seconds_bucket", refused.merging(["le": "0.02"]) { $1 }) == 0)
        #expect(metrics.value("gatehouse_decision_seconds_bucket", refused.merging(["le": "0.05"]) { $1 }) == 1)
        #expect(metrics.value("gatehouse_decision_seconds_count", ["lane": "east-out", "result": "admit"]) == 1)
    }

    @Test func `the store is timed by its few fixed words`() async throws {
        let (gate, meter) = (try await GateUnderTest(), GateMeter())
        let timing = meter.timing { .zero }
        timing.note("passed in", .microseconds(150), false)
        timing.note("passed in", .seconds(5), true)
        let metrics = await page(gate, meter)
        #expect(metrics.faults == [])
        #expect(metrics.value("gatehouse_store_seconds_bucket", ["operation": "passed_in", "le": "0.0002"]) == 1)
        #expect(metrics.value("gatehouse_store_seconds_bucket", ["operation": "passed_in", "le": "+Inf"]) == 2)
        #expect(metrics.value("gatehouse_store_failures_total", ["operation": "passed_in"]) == 1)
    }

    @Test func `no label leads to a person, however many come`() async throws {
        let (gate, meter) = (try await GateUnderTest(), GateMeter())
        try await gate.fill(3)
        for patron in 1...3 { try await gate.enter(patron) }
        gate.told.all.forEach(meter.hear)
        let metrics = await page(gate, meter)
        let names = Set(metrics.families.values.flatMap(\.samples).flatMap(\.labels.keys))
        #expect(names == ["campus", "cause", "code", "direction", "gate", "lane", "le", "mode", "operation", "outcome", "result", "state", "version"])
        #expect(metrics.families["gatehouse_presentations_total"]?.samples.count == 2 * DecisionCode.allCases.count)
        #expect(metrics.value("gatehouse_presentations_total", ["lane": "east-in", "code": "entry"]) == 3)
    }

    @Test func `a first time is a step from 0, so that nobody misses it`() async throws {
        let gate = try await GateUnderTest()
        let (meter, quiet) = (GateMeter(), GateMeter())
        let before = await page(gate, quiet).series
        gate.told.all.forEach(meter.hear)
        try await gate.fill(1)
        try await gate.enter(1)
        gate.told.all.forEach(meter.hear)
        let timing = meter.timing { .zero }
        for operation in ["admit", "passed in", "passed in unmatched", "settle"] { timing.note(operation, .milliseconds(1), true) }
        let after = await page(gate, meter).series
        #expect(!before.isEmpty && after.subtracting(before) == [])
        #expect(before.contains { $0.contains("code=rate_limited") && $0.contains("lane=east-out") })
        #expect(before.contains { $0.contains("outcome=unmatched") && $0.contains("direction=exit") })
    }

    @Test("the store knows each operation that is told from the start", arguments: GateMeter.storeOperations.sorted())
    func storeOperation(_ word: String) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources/LibraryStore/SQLite")
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)).compactMap { $0 as? URL }
        let name = word.replacing("_", with: " ")
        let isThere = try files.filter { $0.pathExtension == "swift" }.contains { file in
            let text = try String(contentsOf: file, encoding: .utf8)
            return text.contains("write(\"\(name)\"") || text.contains("read(\"\(name)\"")
        }
        #expect(isThere)
    }

    @Test("what a sloppy writer does is found", arguments: [
        "gatehouse_x 1\n", "# HELP gatehouse_x a\ngatehouse_x 1\n", "# HELP gatehouse_x a\n# TYPE gatehouse_x counter\ngatehouse_x 1\n",
        "# HELP gatehouse_x a\n# TYPE gatehouse_x gauge\ngatehouse_x 1\ngatehouse_x 2\n",
        "# HELP gatehouse_x a\n# TYPE gatehouse_x gauge\ngatehouse_x{a=\"b} 1\n",
        "# HELP gatehouse_x a\n# TYPE gatehouse_x gauge\ngatehouse_x{a=\"b\\q\"} 1\n",
        "# HELP gatehouse_x a\n# TYPE gatehouse_x gauge\ngatehouse_x one\n", "# HELP gatehouse_x a\n# TYPE gatehouse_x gauge\ngatehouse_x 1",
        "# HELP gatehouse_x a\n# TYPE gatehouse_x histogram\ngatehouse_x_bucket{le=\"1\"} 1\ngatehouse_x_sum 1\ngatehouse_x_count 1\n",
    ])
    func strict(_ text: String) {
        #expect(!MetricsText(text).faults.isEmpty)
    }

    @Test func `what this process is, by the kernel`() throws {
        let figures = try #require(ProcessFigures.now())
        #expect(figures.residentBytes > 1 << 20 && figures.virtualBytes > figures.residentBytes)
        #expect(figures.openFiles > 2 && figures.mostFiles >= figures.openFiles && figures.threads > 0)
        #expect(figures.processorTime > .zero && figures.startSeconds > 1_600_000_000)
    }

    // MARK: What is drawn of them

    private static func deployed(_ path: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return try String(contentsOf: folder.appendingPathComponent("../../../deploy/\(path)"), encoding: .utf8)
    }

    @Test("the dashboard and the alerts ask for nothing that there is not", arguments: [
        "grafana/gatehouse.json", "prometheus/gatehouse.rules.yml",
    ])
    func asked(_ path: String) async throws {
        let text = try Self.deployed(path)
        let gate = try await GateUnderTest()
        let meter = GateMeter()
        let there = await page(gate, meter).families
        let asked = Set(text.matches(of: /\b(?:gatehouse|process)_[a-z_]+/).map { String($0.output) })
        #expect(asked.count > 8)
        for name in asked {
            let family = ["", "_bucket", "_sum", "_count"].first { ending in
                name.hasSuffix(ending) && there[String(name.dropLast(ending.count))].map { ending.isEmpty == ($0.kind != "histogram") } == true
            }
            #expect(family != nil, "\(path) asks for \(name)")
        }
    }

    @Test func `the dashboard is JSON with a question in each panel`() throws {
        let json = try JSONSerialization.jsonObject(with: Data(try Self.deployed("grafana/gatehouse.json").utf8)) as? [String: Any]
        let panels = try #require(json?["panels"] as? [[String: Any]])
        #expect(panels.count >= 10 && json?["title"] as? String == "Gatehouse")
        for panel in panels where panel["type"] as? String != "row" {
            let targets = panel["targets"] as? [[String: Any]] ?? []
            #expect(!targets.isEmpty && targets.allSatisfy { ($0["expr"] as? String)?.isEmpty == false }, "\(panel["title"] ?? "?")")
        }
        #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
    }
}
