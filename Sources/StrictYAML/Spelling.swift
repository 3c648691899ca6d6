/// How far apart two words are, to guess what was meant.
enum Spelling {
    /// The most characters of a word that are compared.
    private static let longestWord = 64

    /// Letters to add, drop or change; Levenshtein's distance.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = left.unicodeScalars.prefix(longestWord)
        let right = Array(right.unicodeScalars.prefix(longestWord))
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
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
