internal import CGPIO
internal import Glibc
internal import LibraryModel

/// One line that is held through the C library; given back when this goes away.
@safe struct LineHandle: ~Copyable {
    private let line: OpaquePointer
    private let name: String

    /// An output that begins inactive.
    init(output wiring: BoardLine, at place: cgpio_place, called name: String) throws(LineError) {
        var place = place
        var made: OpaquePointer?
        let result = unsafe cgpio_request_output(
            &place, GPIOBank.consumer, wiring.active == .low ? 1 : 0, wiring.drive.code, 0, &made)
        try unsafe self.init(made, result, place, name)
    }

    /// An input with both edges.
    init(input wiring: BoardLine, at place: cgpio_place, called name: String) throws(LineError) {
        var place = place
        var made: OpaquePointer?
        let result = unsafe cgpio_request_input(
            &place, GPIOBank.consumer, wiring.active == .low ? 1 : 0, wiring.bias.code, &made)
        try unsafe self.init(made, result, place, name)
    }

    @unsafe private init(_ made: OpaquePointer?, _ result: Int32, _ place: cgpio_place, _ name: String) throws(LineError) {
        guard result == 0, let made = unsafe made else {
            throw LineAdvice.refused(place, code: -result, call: "request \(name)")
        }
        unsafe line = made
        self.name = name
    }

    deinit { unsafe cgpio_close(line) }

    func set(_ active: Bool) throws(LineError) {
        let result = unsafe cgpio_set(line, active ? 1 : 0)
        if result < 0 { throw LineAdvice.failed(code: -result, call: "set \(name)") }
    }

    func get() throws(LineError) -> Bool {
        let result = unsafe cgpio_get(line)
        if result < 0 { throw LineAdvice.failed(code: -result, call: "read \(name)") }
        return result == 1
    }

    /// An edge that already waits, or nil; also finds out whether the chip is still there.
    func waitingEdge() throws(LineError) -> LineEdge? {
        var edge = cgpio_edge()
        let result = unsafe cgpio_wait_edge(line, 0, &edge)
        if result < 0 { throw LineAdvice.failed(code: -result, call: "wait for \(name)") }
        guard result == 1 else { return nil }
        return LineEdge(active: edge.active != 0, at: Instant(nanoseconds: Int64(clamping: edge.timestamp_ns)))
    }

    /// What to poll for edges; valid as long as this.
    var descriptor: Int32 { unsafe cgpio_fd(line) }
}

extension BoardLine.Bias {
    fileprivate var code: cgpio_bias {
        switch self {
        case .asIs: CGPIO_BIAS_AS_IS
        case .off: CGPIO_BIAS_OFF
        case .pullUp: CGPIO_BIAS_PULL_UP
        case .pullDown: CGPIO_BIAS_PULL_DOWN
        }
    }
}

extension BoardLine.Drive {
    fileprivate var code: cgpio_drive {
        switch self {
        case .pushPull: CGPIO_DRIVE_PUSH_PULL
        case .openDrain: CGPIO_DRIVE_OPEN_DRAIN
        case .openSource: CGPIO_DRIVE_OPEN_SOURCE
        }
    }
}
