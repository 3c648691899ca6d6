internal import Yams

/// Reads one YAML file strictly: collects everything that is wrong instead of stopping at the first mistake.
///
/// A reader asks for the keys that it knows; what nobody asked for is a mistake too. Values that are wrong read as their
/// default, so the rest of the file is still checked; ``finish()`` then refuses the whole.
public final class YAMLFile {
    /// The largest file that is read, in bytes.
    public static let largestSize = 1 << 20
    /// The most problems that are kept; a file with more is not worth listing.
    public static let mostProblems = 100

    let name: String
    private var problems: [ConfigurationProblem] = []

    /// `name` stands in front of each problem.
    public init(name: String) { self.name = name }

    /// The top of the file; an empty section when the text is not a YAML mapping, which is then a problem.
    public func parse(_ text: String) -> YAMLSection {
        guard text.utf8.count <= Self.largestSize else {
            report("is larger than \(Self.largestSize) bytes", line: 0)
            return YAMLSection(file: self, mapping: nil, line: 0, path: "")
        }
        do {
            guard let node = try compose(yaml: text), case .mapping(let mapping) = node else {
                report("must hold keys and values, such as `gate:`", line: 1)
                return YAMLSection(file: self, mapping: nil, line: 1, path: "")
            }
            return YAMLSection(file: self, mapping: mapping, line: 1, path: "")
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _) {
            report("is not YAML: \(problem)", line: mark.line)
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            report("has the key `\(duplicates.joined(separator: "`, `"))` twice", line: context.mark.line)
        } catch {
            report("is not YAML: \(error)", line: 0)
        }
        return YAMLSection(file: self, mapping: nil, line: 1, path: "")
    }

    public func report(_ text: String, line: Int) {
        guard problems.count < Self.mostProblems else { return }
        problems.append(ConfigurationProblem(file: name, line: line, text: text))
    }

    /// Throws when anything was wrong.
    public func finish() throws(ConfigurationProblems) {
        if !problems.isEmpty { throw ConfigurationProblems(problems) }
    }
}
