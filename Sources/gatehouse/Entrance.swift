import ArgumentParser
import GateHardware
import Glibc

/// Where the program begins: as a keeper of relays, or as the command line.
@main
enum Entrance {
    static func main() async {
        leaveCrashesToTheSystem()
        if CommandLine.arguments.dropFirst().first == ProgramKeeper.command {
            exit(KeeperProgram.run(Array(CommandLine.arguments.dropFirst(2))))
        }
        await Gatehouse.main()
    }

    /// A crash ends the program at once. The runtime's reporter of crashes would keep it alive for minutes to read its own
    /// symbols; the core, if the system wants one, tells more. Signals are those of the runtime's reporter.
    private static func leaveCrashesToTheSystem() {
        for signal in [SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP] { Glibc.signal(signal, SIG_DFL) }
    }
}
