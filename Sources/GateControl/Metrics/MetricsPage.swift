public import GateHardware
public import LibraryModel
import LibraryStore

/// What `GET /metrics` answers, put together from the status, what was counted and what the kernel says of the process.
public struct MetricsPage: Sendable {
    private let places: [(lane: LaneID, gate: String, campus: String, direction: Direction)]
    private let meter: GateMeter
    private let tallies: [LaneID: FrameTally]
    private let time: any TimeSource

    /// - Parameters:
    ///   - settings: their lanes and no others are told of.
    ///   - tallies: of the lanes that have a camera.
    public init(settings: Settings, meter: GateMeter, tallies: [LaneID: FrameTally], time: any TimeSource) {
        places = settings.gates.flatMap { gate in
            gate.lanes.map { lane in
                (lane.id, gate.id.rawValue, settings.campus(gate.campus)?.slug ?? "", lane.direction)
            }
        }
        (self.meter, self.tallies, self.time) = (meter, tallies, time)
    }

    /// The whole text. `watchers` are those who read streams of events now.
    public func text(of report: StatusReport, process: ProcessFigures?, watchers: Int) -> String {
        var page = Exposition()
        Self.house(report, watchers, into: &page)
        Self.campuses(report, into: &page)
        Self.lanes(report, into: &page)
        counts(into: &page)
        if let process { Self.process(process, into: &page) }
        return page.text
    }

    private static func house(_ report: StatusReport, _ watchers: Int, into page: inout Exposition) {
        page.begin("gatehouse_build_info", .gauge, "The program; the value is always 1.")
        page.sample(["version": report.version], 1)
        page.begin("gatehouse_healthy", .gauge, "Whether nothing needs care, as the status says.")
        page.sample([:], report.health == .healthy)
        page.begin("gatehouse_uptime_seconds", .gauge, "Since the gates began to work, by the monotonic clock.")
        page.sample([:], report.uptimeSeconds)
        page.begin("gatehouse_clock_trusted", .gauge, "Whether the wall clock can be believed.")
        page.sample([:], report.clock == .trusted)
        page.begin("gatehouse_clock_doubt", .gauge, "1 for the reason why the clock is not believed.")
        for cause in ClockDoubt.codes { page.sample(["cause": cause], report.clockDoubt?.cause == cause) }
        page.begin("gatehouse_record_waiting", .gauge, "Records that wait for the store.")
        page.sample([:], report.record.waiting)
        page.begin("gatehouse_record_lost_total", .counter, "Records given up since the start.")
        page.sample([:], report.record.lost)
        page.begin("gatehouse_store_bytes", .gauge, "The store's file and its log; absent while the store does not say.")
        if let room = report.store { page.sample([:], room.bytes) }
        page.begin("gatehouse_store_limit_bytes", .gauge, "What the store can become: the disk's room or the bound that was set.")
        if let limit = report.store?.limit { page.sample([:], limit) }
        page.begin("gatehouse_store_growth_bytes_per_day", .gauge, "Over the last 30 days; absent before there are two.")
        if let growth = report.store?.growthPerDay { page.sample([:], growth) }
        page.begin("gatehouse_store_trouble", .gauge, "1 for what has befallen the store, until it is mended.")
        for code in StoreTrouble.codes {
            page.sample(["code": code], report.storeTroubles?.contains { $0.code == code } ?? false)
        }
        page.begin("gatehouse_event_watchers", .gauge, "Those who read streams of events now.")
        page.sample([:], watchers)
    }

    /// A count that is not of this moment is left out: an old one would look like a true one.
    private static func campuses(_ report: StatusReport, into page: inout Exposition) {
        let campuses = report.campuses.filter { $0.source != .elsewhere }
        let known = campuses.filter { $0.quality == .exact }
        page.begin("gatehouse_occupancy", .gauge, "Seats taken and held; absent while the store does not say.")
        for campus in known { page.sample(["campus": campus.campus], campus.inside + campus.reserved) }
        page.begin("gatehouse_occupancy_reserved", .gauge, "Seats held for patrons whose lane is open; absent likewise.")
        for campus in known { page.sample(["campus": campus.campus], campus.reserved) }
        page.begin("gatehouse_occupancy_cap", .gauge, "The most seats taken and held.")
        for campus in campuses { page.sample(["campus": campus.campus], campus.cap) }
        page.begin("gatehouse_occupancy_exact", .gauge, "Whether the count is of this moment.")
        for campus in campuses { page.sample(["campus": campus.campus], campus.quality == .exact) }
        page.begin("gatehouse_campus_open", .gauge, "Whether the campus is open by its hours.")
        for campus in campuses { page.sample(["campus": campus.campus], campus.state != .closed) }
    }

    private static func lanes(_ report: StatusReport, into page: inout Exposition) {
        let lanes = report.gates.flatMap { gate in gate.lanes.map { (gate: gate.gate, lane: $0) } }
        page.begin("gatehouse_lane_state", .gauge, "1 for the state that the lane is in.")
        for (gate, lane) in lanes {
            for state in LaneStatus.State.allCases {
                page.sample(["gate": gate, "lane": lane.lane, "state": state.rawValue], lane.state == state)
            }
        }
        page.begin("gatehouse_lane_mode", .gauge, "1 for the mode that the lane is in.")
        for (gate, lane) in lanes {
            for mode in HouseMode.allCases {
                page.sample(["gate": gate, "lane": lane.lane, "mode": mode.rawValue], lane.mode == mode)
            }
        }
        page.begin("gatehouse_lane_alarm", .gauge, "1 for each alarm that is up.")
        for (gate, lane) in lanes {
            for alarm in lane.alarms { page.sample(["gate": gate, "lane": lane.lane, "alarm": alarm], 1) }
        }
        page.begin("gatehouse_lane_alarms", .gauge, "How many alarms are up.")
        for (gate, lane) in lanes { page.sample(["gate": gate, "lane": lane.lane], lane.alarms.count) }
        page.begin("gatehouse_gpio_ok", .gauge, "Whether every line of the lane obeys.")
        for (gate, lane) in lanes { page.sample(["gate": gate, "lane": lane.lane], lane.gpio == "ok") }
        page.begin("gatehouse_camera_up", .gauge, "Whether the lane's camera gives pictures; absent where there is none.")
        for (gate, lane) in lanes where lane.camera != "none" {
            page.sample(["gate": gate, "lane": lane.lane], lane.camera == "seeing")
        }
    }

    /// Every combination that there can be is told from the start on: what came into being with a 1 would be missed by
    /// whoever asks how much it grew (prometheus.io/docs/practices/instrumentation, "Avoid missing metrics").
    private func counts(into page: inout Exposition) {
        let counts = meter.counts
        page.begin("gatehouse_presentations_total", .counter, "Passes held before a lane, by what was decided.")
        for place in places {
            for code in DecisionCode.allCases {
                page.sample([
                    "campus": place.campus, "gate": place.gate, "lane": place.lane.rawValue,
                    "direction": place.direction.rawValue, "result": code.admits ? "admit" : "refuse", "code": code.rawValue,
                ], counts.presentations[.init(lane: place.lane, code: code)] ?? 0)
            }
        }
        page.begin("gatehouse_passages_total", .counter, "People who went through, and openings that nobody used.")
        for place in places {
            for direction in Direction.allCases {
                for outcome in GateMeter.Passage.Outcome.allCases {
                    let passage = GateMeter.Passage(lane: place.lane, direction: direction, outcome: outcome)
                    page.sample([
                        "campus": place.campus, "gate": place.gate, "lane": place.lane.rawValue,
                        "direction": direction.rawValue, "outcome": outcome.rawValue,
                    ], counts.passages[passage] ?? 0)
                }
            }
        }
        page.begin("gatehouse_staff_acts_total", .counter, "Acts of staff at a lane.")
        for place in places {
            page.sample(["gate": place.gate, "lane": place.lane.rawValue], counts.staffActs[place.lane] ?? 0)
        }
        cameras(into: &page)
        page.begin("gatehouse_decision_seconds", .histogram, "From the first decode of a code to the relay's command, or to the refusal.")
        for place in places {
            for admits in [true, false] {
                page.sample(
                    ["gate": place.gate, "lane": place.lane.rawValue, "result": admits ? "admit" : "refuse"],
                    counts.decisions[.init(lane: place.lane, admits: admits)] ?? .ofDecisions)
            }
        }
        page.begin("gatehouse_store_seconds", .histogram, "How long calls of the store took, their wait for their turn included.")
        let operations = Set(counts.store.keys).union(GateMeter.storeOperations).sorted()
        for operation in operations { page.sample(["operation": operation], counts.store[operation] ?? .ofStore) }
        page.begin("gatehouse_store_failures_total", .counter, "Calls of the store that failed.")
        for operation in operations {
            page.sample(["operation": operation], counts.storeFailures[operation] ?? 0)
        }
    }

    private func cameras(into page: inout Exposition) {
        let now = time.now()
        let cameras = places.compactMap { place in tallies[place.lane].map { (place, $0.counts(at: now)) } }
        page.begin("gatehouse_camera_frames_total", .counter, "Pictures that were looked at.")
        for (place, counts) in cameras { page.sample(["gate": place.gate, "lane": place.lane.rawValue], counts.frames) }
        page.begin("gatehouse_camera_frames_per_second", .gauge, "Over the last two seconds.")
        for (place, counts) in cameras { page.sample(["gate": place.gate, "lane": place.lane.rawValue], counts.framesPerSecond) }
    }

    private static func process(_ process: ProcessFigures, into page: inout Exposition) {
        page.begin("process_resident_memory_bytes", .gauge, "Resident memory size in bytes.")
        page.sample([:], process.residentBytes)
        page.begin("process_virtual_memory_bytes", .gauge, "Virtual memory size in bytes.")
        page.sample([:], process.virtualBytes)
        page.begin("process_cpu_seconds_total", .counter, "Total user and system CPU time spent in seconds.")
        page.sample([:], process.processorTime / .seconds(1))
        page.begin("process_start_time_seconds", .gauge, "Start time of the process since unix epoch in seconds.")
        page.sample([:], process.startSeconds)
        page.begin("process_open_fds", .gauge, "Number of open file descriptors.")
        page.sample([:], process.openFiles)
        page.begin("process_max_fds", .gauge, "Maximum number of open file descriptors.")
        page.sample([:], process.mostFiles)
        page.begin("process_threads", .gauge, "Number of threads.")
        page.sample([:], process.threads)
    }
}
