internal import Yams

/// One mapping of a file: keys are asked for by name; ``close()`` names those that nobody asked for.
public final class YAMLSection {
    private struct Entry {
        let line: Int
        let node: Node
    }

    let file: YAMLFile
    private var entries: [String: Entry] = [:]
    /// The keys of the section in the order of the file, for sections whose keys are names.
    public private(set) var keys: [String] = []
    /// Where the section begins, counted from 1.
    public let line: Int
    /// Where it stands, such as `gate.lanes[0]`; empty at the top.
    public let path: String
    private var asked: [String] = []
    private var isAsked: Set<String> = []

    init(file: YAMLFile, mapping: Node.Mapping?, line: Int, path: String) {
        (self.file, self.line, self.path) = (file, line, path)
        for (key, value) in mapping ?? [:] {
            let place = key.mark?.line ?? line
            guard let word = key.scalar?.string else {
                file.report("has a key that is not a word", line: place)
                continue
            }
            // Yams tells quoted from plain keys where they look like dates or numbers.
            if entries.updateValue(Entry(line: place, node: value), forKey: word) != nil {
                file.report("has the key `\(YAMLFile.quote(word))` twice", line: place)
            } else {
                keys.append(word)
            }
        }
    }

    /// The value under `key`, or nil when it is absent or empty.
    func node(_ key: String) -> Node? {
        if isAsked.insert(key).inserted { asked.append(key) }
        guard let node = entries[key]?.node, node.null == nil else { return nil }
        return node
    }

    /// Whether the key is there with a value.
    public func has(_ key: String) -> Bool { node(key) != nil }

    /// The line of `key`, or of the section when it is absent.
    public func line(of key: String) -> Int { entries[key]?.line ?? line }

    func full(_ key: String) -> String { path.isEmpty ? YAMLFile.quote(key) : "\(path).\(YAMLFile.quote(key))" }

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

    /// The sections listed under `key`; empty, with a problem, when they are not as many as allowed. A missing list is
    /// an empty one.
    public func sections(_ key: String, atLeast least: Int = 0, atMost most: Int) -> [YAMLSection] {
        let node = node(key)
        guard let sequence = node.map({ $0.sequence }) ?? [] else {
            report("must be a list, each entry beginning with `- `", at: key)
            return []
        }
        guard (least...most).contains(sequence.count) else {
            report("has \(sequence.count) entries; \(least) to \(most) are allowed", at: key)
            return []
        }
        let line = line(of: key)
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
        for key in keys where !isAsked.contains(key) && !file.isFull {
            let near = asked.map { (word: $0, distance: Spelling.distance($0, key)) }
                .filter { $0.distance <= 2 && $0.distance < key.count }
                .min { $0.distance < $1.distance }
            report("is not a key here\(near.map { "; did you mean `\($0.word)`?" } ?? "")", at: key)
        }
    }
}
