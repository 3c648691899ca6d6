import GateHardware
import Glibc

/// `gatehouse keeper`: the process that holds the relays of a board. `gatehouse run` starts it; nobody else does.
enum KeeperProgram {
    /// Holds the lines that `arguments` name until the other end of the socket is gone. Answers the exit status.
    static func run(_ arguments: [String]) -> Int32 {
        guard let charge = KeeperCharge(arguments: arguments), let socket = PacketSocket.inherited(ProgramKeeper.descriptor)
        else {
            Failure.complain("`gatehouse keeper` is started by `gatehouse run` and by nothing else")
            return Failure.use
        }
        standAlone()
        let time = LinuxTime()
        // The one place where the keeper's lines come from.
        let bank = GPIOBank(board: charge.board)
        var keeper = RelayKeeper(
            charge.names, on: bank, time: time, cutOff: { _ throws(LineError) in try ThreadCutOff(time: time) },
            tell: { _ = socket.send($0.packet) })
        keeper.run(on: socket)
        return 0
    }

    /// What ends the controller must not end the keeper first: it goes when its socket ends. It needs no other file, and it
    /// writes to nobody who may not read.
    private static func standAlone() {
        for signal in [SIGTERM, SIGINT, SIGHUP, SIGQUIT] { Glibc.signal(signal, SIG_IGN) }
        let nowhere = unsafe open("/dev/null", O_RDWR)
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] { dup2(nowhere, descriptor) }
        for descriptor in openFiles() where descriptor > ProgramKeeper.descriptor { close(descriptor) }
        let name = unsafe open("/proc/self/comm", O_WRONLY)
        _ = unsafe write(name, Self.name, Self.name.utf8.count)
        close(name)
    }

    /// What `ps` calls it.
    private static let name = "gate-keeper"

    /// The descriptors that are open now (proc(5)); that of the list itself is among them.
    private static func openFiles() -> [Int32] {
        guard let list = unsafe opendir("/proc/self/fd") else { return [] }
        defer { unsafe closedir(list) }
        var files: [Int32] = []
        while let entry = unsafe readdir(list) {
            let text = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int32(text) { files.append(number) }
        }
        return files
    }
}
