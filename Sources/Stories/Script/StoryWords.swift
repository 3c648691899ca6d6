import LibraryModel

/// The words of one line, read from left to right.
struct StoryWords {
    let line: Int
    private var words: ArraySlice<String>

    /// Words are parted by blanks and commas; a text in double quotes is one word and keeps its quotes off. From `#` on
    /// it is a comment.
    init(_ text: Substring, line: Int) throws(StoryProblem) {
        self.line = line
        var found: [String] = []
        var word = ""
        var quoted = false
        letters: for letter in text {
            switch letter {
            case "#" where !quoted: break letters
            case "\"":
                if quoted { found.append(word); word = "" }
                quoted.toggle()
            case " " where !quoted, "\t" where !quoted, "\r" where !quoted, "," where !quoted:
                if !word.isEmpty { found.append(word); word = "" }
            default: word.append(letter)
            }
        }
        if !word.isEmpty { found.append(word) }
        words = found[...]
        if quoted { throw problem("a `\"` has no partner") }
    }

    var isEmpty: Bool { words.isEmpty }
    var next: String? { words.first }

    /// Takes the next word when it is this one.
    mutating func take(_ word: String) -> Bool {
        guard words.first == word else { return false }
        words.removeFirst()
        return true
    }

    /// Takes the next word, which must be there.
    mutating func word(_ what: String) throws(StoryProblem) -> String {
        guard let word = words.popFirst() else { throw problem("\(what) is missing at the end") }
        return word
    }

    /// Takes exactly this word.
    mutating func expect(_ word: String) throws(StoryProblem) {
        guard take(word) else { throw problem("`\(word)` is expected\(words.first.map { " before `\($0)`" } ?? " at the end")") }
    }

    mutating func number(_ what: String, in range: ClosedRange<Int>) throws(StoryProblem) -> Int {
        let word = try word(what)
        guard let number = Int(word), range.contains(number) else {
            throw problem("\(what) must be \(range.lowerBound) to \(range.upperBound), not `\(word)`")
        }
        return number
    }

    mutating func time(_ what: String) throws(StoryProblem) -> TimeOfDay {
        let word = try word(what)
        guard let time = TimeOfDay(word) else { throw problem("\(what) must be a time such as 08:40 or 08:39:59.999, not `\(word)`") }
        return time
    }

    /// Two times with a dash between, the first earlier.
    mutating func span(_ what: String) throws(StoryProblem) -> (TimeOfDay, TimeOfDay) {
        let word = try word(what)
        let ends = word.split(separator: "-", omittingEmptySubsequences: false).map { TimeOfDay($0) }
        guard ends.count == 2, let from = ends[0], let until = ends[1], from < until else {
            throw problem("\(what) must be a span such as 09:00-11:00, not `\(word)`")
        }
        return (from, until)
    }

    /// One of a fixed set of words.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ what: String, of kind: Choice.Type = Choice.self
    ) throws(StoryProblem) -> Choice {
        let word = try word(what)
        guard let choice = Choice(rawValue: word) else {
            let words = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
            throw problem("\(what) must be one of \(words), not `\(word)`")
        }
        return choice
    }

    /// Nothing may follow.
    func end() throws(StoryProblem) {
        if let word = words.first { throw problem("`\(word)` is one word too many") }
    }

    func problem(_ text: String) -> StoryProblem { StoryProblem(line: line, text: text) }
}
