public import StrictYAML

extension BoardDescription {
    /// The kernel's limit for labels and line names, in bytes (GPIO_MAX_NAME_SIZE less its NUL).
    static let longestKernelName = 31
    /// The highest line number that is believed.
    static let highestOffset = 1023

    /// Reads a board file. Throws everything that is wrong with it, each mistake with its line.
    public static func load(yaml: String, file: String) throws(ConfigurationProblems) -> BoardDescription {
        let yamlFile = YAMLFile(name: file)
        let top = yamlFile.parse(yaml)
        let name = top.required("name", .text(atMost: 80))
        let chip = top.required("chip", .kernelName)
        var lines: [LineName: BoardLine] = [:]
        if top.has("lines") {
            lines = read(top.section("lines"))
        } else {
            top.report("is missing; it says which line is what", at: "lines")
        }
        top.close()
        try yamlFile.finish()
        return BoardDescription(name: name ?? "", chip: chip ?? "", lines: lines)
    }

    private static func read(_ section: YAMLSection) -> [LineName: BoardLine] {
        var lines: [LineName: BoardLine] = [:]
        var owners: [BoardLine.Place: String] = [:]
        guard section.keys.count <= mostLines else {
            section.report("too many lines: at most \(mostLines)", at: section.keys[mostLines])
            return [:]
        }
        for key in section.keys {
            let entry = section.section(key)
            guard let name = LineName(key) else {
                section.report("is not a line; known are \(knownRoles), each alone or as `lane-2.relay-entry`", at: key)
                continue
            }
            guard let line = read(entry, for: name.role) else { continue }
            if let owner = owners[line.place] {
                entry.report("is \(line.place), which `\(owner)` already uses", at: "line")
            }
            owners[line.place] = key
            lines[name] = line
        }
        return lines
    }

    private static func read(_ entry: YAMLSection, for role: LineRole) -> BoardLine? {
        let place = entry.required("line", .place)
        let active = entry.required("active", YAMLValue<BoardLine.ActiveLevel>.choice)
        var bias = BoardLine.Bias.asIs
        var drive = BoardLine.Drive.pushPull
        entry.optional("bias", .choice, into: &bias)
        entry.optional("drive", .choice, into: &drive)
        let stray = role.way == .output ? "bias" : "drive"
        if entry.has(stray) {
            let owners = role.way == .output ? "inputs" : "outputs"
            entry.report("is for \(owners), and `\(role.rawValue)` is an \(role.way)", at: stray)
        }
        entry.close()
        guard let place, let active else { return nil }
        return BoardLine(place: place, active: active, bias: bias, drive: drive)
    }

    private static var knownRoles: String { LineRole.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ") }
}

extension YAMLValue where Value == String {
    /// A chip's label or a line's name as the kernel keeps it.
    fileprivate static var kernelName: Self {
        Self("1 to \(BoardDescription.longestKernelName) printable ASCII characters") { isKernelName($0) ? $0 : nil }
    }
}

extension YAMLValue where Value == BoardLine.Place {
    /// A kernel's line name, or the number of a line without one.
    fileprivate static var place: Self {
        Self("the kernel's name of a line, such as `GPIO17`, or its number from 0 to \(BoardDescription.highestOffset)") { text in
            if let number = Int(text) { return (0...BoardDescription.highestOffset).contains(number) ? .offset(number) : nil }
            return isKernelName(text) ? .name(text) : nil
        }
    }
}

private func isKernelName(_ text: String) -> Bool {
    (1...BoardDescription.longestKernelName).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
}
