internal import Glibc
internal import LibraryModel

/// One line of a ``SimulatedBank``.
struct SimulatedLine {
    /// What is set or driven.
    var wanted = false
    /// What is on the wire; differs from `wanted` only while it is stuck.
    var level = false
    var held = false
    var history: [LineEdge] = []
    var continuation: AsyncStream<LineEdge>.Continuation?
    var stuck: Bool?
    var bounce: (edges: Int, apart: Duration)?
    var failing = false
    var busy = false
    var gone = false

    mutating func change(to active: Bool, at instant: Instant) -> LineEdge {
        let edge = LineEdge(active: active, at: instant)
        level = active
        if history.count >= SimulatedBank.longestHistory { history.removeFirst(history.count / 2) }
        history.append(edge)
        continuation?.yield(edge)
        return edge
    }

    /// Brings the wire to what drives it; answers the changes.
    mutating func settle(at instant: Instant) -> [LineEdge] {
        let target = stuck ?? wanted
        return target == level ? [] : [change(to: target, at: instant)]
    }
}

extension SimulatedBank {
    /// All lines, by name.
    struct State {
        var lines: [String: SimulatedLine] = [:]
        var observer: @Sendable (String, LineEdge) -> Void = { _, _ in }

        mutating func request(_ name: String) throws(LineError) {
            let line = lines[name] ?? SimulatedLine()
            let call = "request \(name)"
            if line.gone { throw LineAdvice.failed(code: ENODEV, call: call) }
            if line.failing { throw LineAdvice.failed(code: EIO, call: call) }
            if line.busy || line.held { throw LineAdvice.failed(code: EBUSY, call: call) }
            lines[name, default: line].held = true
        }

        func check(_ name: String, _ call: String) throws(LineError) {
            if lines[name]?.gone == true { throw LineAdvice.failed(code: ENODEV, call: call) }
            if lines[name]?.failing == true { throw LineAdvice.failed(code: EIO, call: call) }
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
                line.continuation?.finish()
                line.continuation = nil
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
