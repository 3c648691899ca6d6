internal import Yams

/// Reads one YAML file strictly: collects everything that is wrong instead of stopping at the first mistake.
///
/// A reader asks for the keys that it knows; what nobody asked for is a mistake too. Values that are wrong read as their
/// default, so the rest of the file is still checked; ``finish()`` then refuses the whole.
public final class YAMLFile {
    /// The largest file that is read, in bytes: some ten times what 16 campuses with all their exceptions need.
    public static let largestSize = 256 << 10
    /// The most problems that are kept; a file with more is not worth listing.
    public static let mostProblems = 100
    /// The most characters of the file that one problem repeats.
    static let longestQuote = 60

    let name: String
    private var problems: [ConfigurationProblem] = []

    /// `name` stands in front of each problem.
    public init(name: String) { self.name = name }

    /// The top of the file; an empty section when the text is not a YAML mapping, which is then a problem.
    ///
    /// Nesting is bounded by libyaml at 1,000 levels. Anchors are refused, since aliases to them make a short file a
    /// huge one.
    public func parse(_ text: String) -> YAMLSection {
        guard text.utf8.count <= Self.largestSize else {
            report("is larger than \(Self.largestSize) bytes", line: 0)
            return YAMLSection(file: self, mapping: nil, line: 0, path: "")
        }
        if let line = Self.firstAnchor(in: text) {
            report("has an anchor; write the value out, or put a blank after the `&`", line: line)
            return YAMLSection(file: self, mapping: nil, line: line, path: "")
        }
        do {
            if case .mapping(let mapping)? = try compose(yaml: text) {
                return YAMLSection(file: self, mapping: mapping, line: 1, path: "")
            }
            report("must hold keys and values, such as `gate:`", line: 1)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _) {
            report("is not YAML: \(problem)", line: mark.line)
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            let keys = duplicates.prefix(3).map { "`\(Self.quote($0))`" }.joined(separator: ", ")
            report("has the key \(keys) twice", line: context.mark.line)
        } catch YamlError.reader(let problem, let offset, _, _) {
            report("is not YAML: \(problem)", line: 1 + text.prefix(offset ?? 0).count { $0.isNewline })
        } catch {
            report("is not YAML", line: 0)
        }
        return YAMLSection(file: self, mapping: nil, line: 1, path: "")
    }

    /// Notes a mistake of the file at a line.
    public func report(_ text: String, line: Int) {
        guard !isFull else { return }
        problems.append(ConfigurationProblem(file: name, line: line, text: text))
    }

    /// Nothing more is kept.
    var isFull: Bool { problems.count >= Self.mostProblems }

    /// Throws when anything was wrong.
    public func finish() throws(ConfigurationProblems) {
        if !problems.isEmpty { throw ConfigurationProblems(problems) }
    }

    /// Text of the file as a problem repeats it: on one line and not long, whatever it is.
    static func quote(_ text: String) -> String {
        var quote = ""
        for scalar in text.unicodeScalars.prefix(longestQuote) {
            quote.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return quote
    }

    /// The line of the first `&` that could begin an anchor: one before a letter or digit and not behind one. It looks
    /// into comments and quotes too, since a scan that skips them can be led astray.
    private static func firstAnchor(in text: String) -> Int? {
        var line = 1
        var previous: UInt8 = 0x20
        var isAnchor = false
        for byte in text.utf8 {
            if isAnchor, byte.isWord || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") { return line }
            isAnchor = byte == UInt8(ascii: "&") && !previous.isWord
            if byte == 0x0A { line += 1 }
            previous = byte
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isWord: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
