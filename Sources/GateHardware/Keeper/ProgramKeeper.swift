internal import Glibc
internal import Synchronization

/// Keepers that are children of this program and the same program: `gatehouse keeper`.
public struct ProgramKeeper: KeeperHost {
    /// Where a keeper finds its end of the socket.
    public static let descriptor: Int32 = 3
    /// The first argument of a keeper.
    public static let command = "keeper"
    /// The program that runs, even after its file was replaced (proc(5)).
    public static let ownProgram = "/proc/self/exe"
    /// No reporter of crashes that keeps the lines, and little memory. It needs nothing else, our secrets least of all.
    private static let environment = ["SWIFT_BACKTRACE=enable=no", "MALLOC_ARENA_MAX=1"]

    private let arguments: [String]
    private let program: String
    private let names: [String]
    private let bank: any LineBank

    /// `program` is another one for tests.
    public init(_ charge: KeeperCharge, program: String = ProgramKeeper.ownProgram) {
        arguments = ["gatehouse", Self.command] + charge.arguments
        self.program = program
        (names, bank) = (charge.names, GPIOBank(board: charge.board))
    }

    public func restLines() {
        // An output that is taken begins at rest; one that cannot be had is the successor's matter.
        for name in names { _ = try? bank.output(name) }
    }

    public func start() throws(LineError) -> StartedKeeper {
        let (ours, theirs) = try PacketSocket.pair()
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, theirs.descriptor, Self.descriptor)
        // What this thread blocks is no matter of the keeper's.
        var noSignals = sigset_t()
        unsafe sigemptyset(&noSignals)
        unsafe posix_spawnattr_setsigmask(&attributes, &noSignals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var id = pid_t()
        let library = unsafe getenv("LD_LIBRARY_PATH").map { unsafe ["LD_LIBRARY_PATH=" + String(cString: $0)] } ?? []
        let result = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(Self.environment + library) { environment in
                unsafe posix_spawn(&id, program, &actions, &attributes, arguments, environment)
            }
        }
        guard result == 0 else {
            throw LineError(call: "start a keeper for the relays", code: result, advice: LineAdvice.general(result))
        }
        return StartedKeeper(socket: ours, process: Child(id: id))
    }

    /// A child that is waited for here and nowhere else, so its number stays its own until its ending is known.
    private final class Child: KeeperProcess {
        let id: Int32
        /// Locked because the last owner may be another thread than the one that looked before.
        private let known = Mutex<String?>(nil)

        init(id: Int32) { self.id = id }

        func kill() {
            known.withLock { if $0 == nil { _ = Glibc.kill(id, SIGKILL) } }
        }

        func ending() -> String? {
            known.withLock { known in
                var status: Int32 = 0
                if known == nil, unsafe waitpid(id, &status, WNOHANG) == id {
                    known = status & 0x7F == 0 ? "it ended with status \(status >> 8 & 0xFF)" : "it was ended by signal \(status & 0x7F)"
                }
                return known
            }
        }
    }
}

/// Calls `body` with the texts as C has them: pointers to them, and NULL behind the last.
@unsafe private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
    defer { for unsafe pointer in unsafe pointers { unsafe free(pointer) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { preconditionFailure("there is a NULL at least") }
        return unsafe body(start)
    }
}
