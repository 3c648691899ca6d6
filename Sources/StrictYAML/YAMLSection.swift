internal import Yams

/// One mapping of a file: keys are asked for by name; ``close()`` names those that nobody asked for.
public final class YAMLSection {
    let file: YAMLFile
    private let mapping: Node.Mapping?
    /// Where the section begins, counted from 1.
    public let line: Int
    /// Where it stands, such as `gate.lanes[0]`; empty at the top.
    public let path: String
    private var asked: [String] = []

    init(file: YAMLFile, mapping: Node.Mapping?, line: Int, path: String) {
        (self.file, self.mapping, self.line, self.path) = (file, mapping, line, path)
    }

    /// The value under `key`, or nil when it is absent or empty.
    func node(_ key: String) -> Node? {
        asked.append(key)
        guard let node = mapping?[key], node != Node("", Tag(.null)), node.null == nil else { return nil }
        return node
    }

    public func has(_ key: String) -> Bool { node(key) != nil }

    /// The keys of the section in the order of the file, for sections whose keys are names.
    public var keys: [String] { mapping?.keys.compactMap(\.string) ?? [] }

    /// The line of `key`, or of the section when it is absent.
    public func line(of key: String) -> Int {
        guard let mapping else { return line }
        let found = mapping.keys.first { $0.string == key } ?? mapping[key]
        return found?.mark?.line ?? line
    }

    func full(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// Notes a mistake at `key`.
    public func report(_ text: String, at key: String) {
        file.report("`\(full(key))` \(text)", line: line(of: key))
    }

    /// The section under `key`; absent, it reads as an empty one, whose keys take their defaults.
    public func section(_ key: String) -> YAMLSection {
        let line = line(of: key)
        switch node(key) {
        case .mapping(let mapping)?: return YAMLSection(file: file, mapping: mapping, line: line, path: full(key))
        case nil: break
        default: report("must hold keys and values", at: key)
        }
        return YAMLSection(file: file, mapping: nil, line: line, path: full(key))
    }

    /// The sections listed under `key`; a missing list is empty.
    public func sections(_ key: String, atMost limit: Int) -> [YAMLSection] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let sequence) = node else {
            report("must be a list, each entry beginning with `- `", at: key)
            return []
        }
        guard sequence.count <= limit else {
            report("has \(sequence.count) entries; at most \(limit) are allowed", at: key)
            return []
        }
        return sequence.enumerated().compactMap { index, entry in
            let place = "\(full(key))[\(index)]"
            guard case .mapping(let mapping) = entry else {
                file.report("`\(place)` must hold keys and values", line: entry.mark?.line ?? line)
                return nil
            }
            return YAMLSection(file: file, mapping: mapping, line: entry.mark?.line ?? line, path: place)
        }
    }

    /// Names every key that nobody asked for, with the nearest known one.
    public func close() {
        for key in keys where !asked.contains(key) {
            let near = asked.filter { Spelling.distance($0, key) <= 2 }.min { Spelling.distance($0, key) < Spelling.distance($1, key) }
            report("is not a key here\(near.map { "; did you mean `\($0)`?" } ?? "")", at: key)
        }
    }
}

/// How far apart two words are, to guess what was meant.
enum Spelling {
    /// Letters to add, drop or change; Levenshtein's distance.
    static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.prefix(64))
        var row = Array(0...right.count)
        for (index, letter) in left.prefix(64).enumerated() {
            var previous = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let change = previous + (letter == other ? 0 : 1)
                previous = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, previous + 1)
            }
        }
        return row[right.count]
    }
}
