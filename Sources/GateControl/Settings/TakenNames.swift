import StrictYAML

/// The names that must differ within one file, and where each was first used.
final class TakenNames {
    private var lines: [String: Int] = [:]

    /// Notes that the value under `key` uses `name` as `what`; a problem when another place did before, within the same
    /// part of the file where only that matters.
    func take(_ name: String?, as what: String, in section: YAMLSection, at key: String, within part: String = "") {
        guard let name else { return }
        let earlier = lines.updateValue(section.line(of: key), forKey: "\(part) \(what) \(name)")
        guard let earlier else { return }
        section.report("is `\(name)`, \(what) on line \(earlier) already", at: key)
    }
}
