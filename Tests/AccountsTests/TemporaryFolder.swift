import Glibc
import Testing

/// A folder of one test, removed with all in it when the test is over.
final class TemporaryFolder: Sendable {
    private let root: String

    init() throws {
        var template = Array("/tmp/gatehouse-accounts.XXXXXX".utf8CString)
        try #require(unsafe mkdtemp(&template) != nil)
        root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in (try? names()) ?? [] where unsafe unlink(path(name)) != 0 { unsafe rmdir(path(name)) }
        unsafe rmdir(root)
    }

    func path(_ name: String) -> String { root + "/" + name }

    /// What is in the folder, in order.
    func names() throws -> [String] {
        let folder = unsafe try #require(unsafe opendir(root))
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func write(_ text: String, to path: String, mode: mode_t) throws {
        let file = unsafe try #require(unsafe fopen(path, "w"))
        let bytes = Array(text.utf8)
        #expect(unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count)
        #expect(unsafe fclose(file) == 0)
        try chmod(path, mode)
    }

    func read(_ path: String) throws -> String {
        let file = unsafe try #require(unsafe fopen(path, "r"))
        defer { unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    func makeFolder(_ path: String) throws { try #require(unsafe mkdir(path, 0o700) == 0) }

    func chmod(_ path: String, _ mode: mode_t) throws { try #require(unsafe Glibc.chmod(path, mode) == 0) }

    /// The permission bits.
    func mode(of path: String) throws -> mode_t {
        var status = stat()
        try #require(unsafe stat(path, &status) == 0)
        return status.st_mode & 0o777
    }
}
