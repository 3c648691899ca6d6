public import Glibc

/// A folder of one test, removed with all in it when the test is over.
public final class TemporaryFolder: Sendable {
    /// A call of the system failed.
    public struct Failure: Error { let call: String, errno: Int32 }

    private let root: String

    public init() throws {
        var template = Array("/tmp/gatehouse-test.XXXXXX".utf8CString)
        try Self.check("mkdtemp", unsafe mkdtemp(&template) != nil)
        root = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in (try? names()) ?? [] where unsafe unlink(path(name)) != 0 { unsafe rmdir(path(name)) }
        unsafe rmdir(root)
    }

    public func path(_ name: String) -> String { root + "/" + name }

    /// What is in the folder, in order.
    public func names() throws -> [String] {
        guard let folder = unsafe opendir(root) else { throw Failure(call: "opendir", errno: errno) }
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

    public func write(_ text: String, to path: String, mode: mode_t) throws {
        guard let file = unsafe fopen(path, "w") else { throw Failure(call: "fopen", errno: errno) }
        let bytes = Array(text.utf8)
        try Self.check("fwrite", unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count)
        try Self.check("fclose", unsafe fclose(file) == 0)
        try chmod(path, mode)
    }

    public func read(_ path: String) throws -> String {
        guard let file = unsafe fopen(path, "r") else { throw Failure(call: "fopen", errno: errno) }
        defer { unsafe fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    public func makeFolder(_ path: String) throws { try Self.check("mkdir", unsafe mkdir(path, 0o700) == 0) }

    public func chmod(_ path: String, _ mode: mode_t) throws { try Self.check("chmod", unsafe Glibc.chmod(path, mode) == 0) }

    /// The permission bits.
    public func mode(of path: String) throws -> mode_t {
        var status = stat()
        try Self.check("stat", unsafe stat(path, &status) == 0)
        return status.st_mode & 0o777
    }

    private static func check(_ call: String, _ isDone: Bool) throws {
        if !isDone { throw Failure(call: call, errno: errno) }
    }
}
