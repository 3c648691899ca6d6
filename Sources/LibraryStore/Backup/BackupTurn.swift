internal import Glibc

/// A copy that is being made in a folder. Others may be made beside it, but nobody removes what looks unfinished.
///
/// The kernel's lock of the folder itself (flock(2)) says so: a backup that is killed lets go of it, no clock is asked, and
/// no file is made for it. Where a disk knows no such locks, nothing is removed.
public final class BackupTurn: Sendable {
    private let file: CInt

    /// `clear` is called when no other backup runs in the folder.
    init(in folder: String, whenAlone clear: () -> Void) {
        file = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if flock(file, LOCK_EX | LOCK_NB) == 0 { clear() }
        // Another one may be clearing just now. Who holds it longer is no backup, and keeps nobody from making one.
        for _ in 1...50 {
            if flock(file, LOCK_SH | LOCK_NB) == 0 { return }
            usleep(20_000)
        }
    }

    deinit { if file >= 0 { close(file) } }
}
