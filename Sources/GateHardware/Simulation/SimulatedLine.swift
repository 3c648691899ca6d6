internal import Glibc
internal import LibraryModel

/// One line of a ``SimulatedBank``.
struct SimulatedLine {
    /// What is set or driven.
    var wanted = false
    /// What is on the wire; differs from `wanted` only while it is stuck.
    var level = false
    var history: [LineEdge] = []
    /// Who holds it; nil while nobody does. One whose chip went holds nothing, whatever comes back.
    var holder: Holder?
    var stuck: Bool?
    var bounce: (edges: Int, apart: Duration)?
    var failing = false
    var busy = false
    var gone = false

    /// Whoever asked for a line, and for an input the changes that wait for it.
    struct Holder {
        let number: UInt64
        var waiting: [LineEdge] = []
        var bell: SimulatedBell?
    }

    mutating func change(to active: Bool, at instant: Instant) -> LineEdge {
        let edge = LineEdge(active: active, at: instant)
        level = active
        if history.count >= SimulatedBank.longestHistory { history.removeFirst(history.count / 2) }
        history.append(edge)
        // As the kernel does with libgpiod 1.6: what finds the queue full is lost.
        if let bell = holder?.bell, let count = holder?.waiting.count, count < SimulatedBank.mostWaitingEdges {
            holder?.waiting.append(edge)
            bell.wake.signal()
        }
        return edge
    }

    /// The oldest change that waits.
    mutating func waitingEdge() -> LineEdge? {
        guard let first = holder?.waiting.first else {
            holder?.bell?.wake.hush()
            return nil
        }
        holder?.waiting.removeFirst()
        return first
    }

    /// Whoever holds the line holds nothing any more, and hears so.
    mutating func lose() {
        holder?.bell?.wake.signal()
        holder = nil
    }

    /// Brings the wire to what drives it; answers the changes.
    mutating func settle(at instant: Instant) -> [LineEdge] {
        let target = stuck ?? wanted
        return target == level ? [] : [change(to: target, at: instant)]
    }
}

/// What a watcher of an input waits for.
final class SimulatedBell: Sendable {
    let wake: WakeUp

    init() throws(LineError) { wake = try WakeUp() }
}

extension SimulatedBank {
    /// All lines, by name.
    struct State {
        var lines: [String: SimulatedLine] = [:]
        /// The chip of all of them is gone.
        var isUnplugged = false
        var observer: @Sendable (String, LineEdge) -> Void = { _, _ in }
        private var requests: UInt64 = 0

        /// Answers the number of the new holder.
        mutating func request(_ name: String, bell: SimulatedBell? = nil) throws(LineError) -> UInt64 {
            let line = lines[name] ?? SimulatedLine()
            let call = "request \(name)"
            if isUnplugged || line.gone { throw LineAdvice.failed(code: ENODEV, call: call) }
            if line.failing { throw LineAdvice.failed(code: EIO, call: call) }
            if line.busy || line.holder != nil { throw LineAdvice.failed(code: EBUSY, call: call) }
            requests += 1
            lines[name, default: line].holder = SimulatedLine.Holder(number: requests, bell: bell)
            return requests
        }

        func check(_ name: String, held number: UInt64, _ call: String) throws(LineError) {
            guard let line = lines[name], line.holder?.number == number else {
                throw LineAdvice.failed(code: ENODEV, call: call)
            }
            if line.failing { throw LineAdvice.failed(code: EIO, call: call) }
        }

        mutating func release(_ name: String, held number: UInt64) {
            if lines[name]?.holder?.number == number { lines[name]?.holder = nil }
        }

        mutating func unplug() {
            isUnplugged = true
            for name in lines.keys { lines[name]?.lose() }
        }

        mutating func want(_ name: String, _ active: Bool, at instant: Instant) -> [LineEdge] {
            lines[name, default: SimulatedLine()].wanted = active
            return lines[name]?.settle(at: instant) ?? []
        }

        mutating func drive(_ name: String, _ active: Bool, at instant: Instant) -> [LineEdge] {
            var changes = want(name, active, at: instant)
            guard let bounce = lines[name]?.bounce, !changes.isEmpty else { return changes }
            for count in 1...max(1, bounce.edges) where bounce.edges > 0 {
                let level = count.isMultiple(of: 2) ? active : !active
                if let edge = lines[name]?.change(to: level, at: instant + bounce.apart * count) { changes.append(edge) }
            }
            return changes
        }

        mutating func inject(_ fault: LineFault, on name: String, at now: Instant) -> [LineEdge] {
            var line = lines[name] ?? SimulatedLine()
            defer { lines[name] = line }
            switch fault {
            case .bounce(let edges, let apart):
                let even = (min(max(0, edges), LineFault.mostBounces) + 1) / 2 * 2
                line.bounce = (even, apart)
            case .stuck(let level):
                line.stuck = level
                return line.settle(at: now)
            case .failing: line.failing = true
            case .busy: line.busy = true
            case .gone:
                line.gone = true
                line.lose()
            }
            return []
        }

        mutating func mend(_ name: String, at now: Instant) -> [LineEdge] {
            guard var line = lines[name] else { return [] }
            defer { lines[name] = line }
            (line.stuck, line.bounce, line.failing, line.busy, line.gone) = (nil, nil, false, false, false)
            return line.settle(at: now)
        }
    }
}
