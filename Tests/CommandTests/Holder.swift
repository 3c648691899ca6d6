import Glibc
import Testing

/// Has a store for itself, as a program in a long transaction: the bytes that SQLite locks (sqlite.org/fileformat2.html,
/// "The Lock-Byte Page").
final class Holder {
    private var file: CInt

    init(of store: String) throws {
        file = unsafe open(store, O_RDWR | O_CLOEXEC)
        var lock = flock()
        (lock.l_type, lock.l_whence, lock.l_start, lock.l_len) = (Int16(F_WRLCK), Int16(SEEK_SET), 1 << 30, 512)
        let taken = unsafe fcntl(file, F_SETLK, &lock)
        try #require(taken == 0)
    }

    func letGo() {
        if file >= 0 { close(file) }
        file = -1
    }
}
