import Glibc

/// The names in a folder.
enum FolderListing {
    /// Names with one of `endings` (in any case), in the order of their bytes; hidden ones are left out. More than `limit` is an
    /// error.
    static func names(in path: String, endings: [String], atMost limit: Int) throws(CameraError) -> [String] {
        let call = "list \(path)"
        guard !path.utf8.contains(0), let folder = unsafe opendir(path) else {
            throw CameraError(call: call, code: errno, advice: "the folder of pictures cannot be read; check its path and rights")
        }
        defer { unsafe closedir(folder) }
        var names: [String] = []
        while let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix("."), endings.contains(where: name.lowercased().hasSuffix) else { continue }
            guard names.count < limit else {
                throw CameraError(call: call, code: 0, advice: "the folder holds more than \(limit) pictures")
            }
            names.append(name)
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
