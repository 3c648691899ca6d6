/// Where a file stops being a table; reading cannot go on behind it.
struct RowFailure: Error {
    let line: Int
    let reason: String
}

/// Splits bytes into records and fields (RFC 4180 section 2).
struct CSVReader {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    /// Where the record began.
    private var start = (line: 1, place: 0)

    private static let (comma, quote): (UInt8, UInt8) = (0x2C, 0x22)
    private static let (carriageReturn, lineFeed): (UInt8, UInt8) = (0x0D, 0x0A)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// The next record, nil at the end of the file.
    mutating func next() throws(RowFailure) -> (line: Int, fields: [String])? {
        guard place < bytes.count else { return nil }
        start = (line, place)
        var fields: [String] = []
        while true {
            fields.append(try peek == Self.quote ? quotedField() : plainField())
            guard fields.count <= ImportLimits.columns else { throw failure("more than \(ImportLimits.columns) fields") }
            if peek == Self.comma {
                place += 1
            } else {
                try endRecord()
                return (start.line, fields)
            }
        }
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func plainField() throws(RowFailure) -> String {
        let first = place
        while let byte = peek, byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn {
            guard byte != Self.quote else { throw failure("a quote inside a field without quotes") }
            guard byte >= 0x20, byte != 0x7F else { throw failure("a control character") }
            try step()
        }
        return try text(bytes[first..<place])
    }

    private mutating func quotedField() throws(RowFailure) -> String {
        var content: [UInt8] = []
        try step()
        while let byte = peek {
            try step()
            if byte == Self.quote {
                guard peek == Self.quote else { return try endQuoted(content) }
                try step()
            } else if byte == Self.lineFeed {
                line += 1
            }
            content.append(byte)
        }
        throw failure("a quote is not closed")
    }

    private func endQuoted(_ content: [UInt8]) throws(RowFailure) -> String {
        guard [nil, Self.comma, Self.carriageReturn, Self.lineFeed].contains(peek) else {
            throw failure("text after a closing quote")
        }
        return try text(content[...])
    }

    private mutating func endRecord() throws(RowFailure) {
        if peek == Self.carriageReturn {
            place += 1
            guard peek == Self.lineFeed else { throw failure("a carriage return without a line feed") }
        }
        if peek == Self.lineFeed { place += 1 }
        line += 1
    }

    private mutating func step() throws(RowFailure) {
        place += 1
        guard place - start.place <= ImportLimits.recordBytes else {
            throw failure("more than \(ImportLimits.recordBytes) bytes")
        }
    }

    private func text(_ content: ArraySlice<UInt8>) throws(RowFailure) -> String {
        guard let text = String(validating: content, as: UTF8.self) else { throw failure("not UTF-8") }
        return text
    }

    private func failure(_ reason: String) -> RowFailure { RowFailure(line: start.line, reason: reason) }
}
