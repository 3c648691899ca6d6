import Hummingbird
import LibraryModel

/// The part of an address behind `?`, read strictly: what is not known or stands twice is refused.
struct Query {
    private let values: [String: [String]]
    private let faults = FieldFaults()

    /// - Parameters:
    ///   - names: what may stand there once.
    ///   - several: what may stand there more than once.
    init(_ ask: Ask, _ names: [String], several: [String] = []) {
        var values: [String: [String]] = [:]
        let pairs = (ask.request.uri.query ?? "").split(separator: "&")
        for pair in pairs {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decoded(parts[0]) ?? String(parts[0])
            guard names.contains(name) || several.contains(name) else {
                faults.note(FieldFault(parameter: String(name.prefix(64)), detail: "is not known here"))
                continue
            }
            guard parts.count == 2, let value = Self.decoded(parts[1]) else {
                faults.note(FieldFault(parameter: name, detail: "has no value that can be read"))
                continue
            }
            values[name, default: []].append(value)
        }
        for name in names where values[name, default: []].count > 1 {
            faults.note(FieldFault(parameter: name, detail: "stands there more than once"))
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name]?.first }
    func all(_ name: String) -> [String] { values[name] ?? [] }

    func wrong(_ name: String, _ detail: String) { faults.note(FieldFault(parameter: name, detail: detail)) }

    /// A day not far from `today`; nil when it is not there, or wrong, which is noted.
    func day(_ name: String, near today: CivilDate) -> CivilDate? {
        guard let text = self[name] else { return nil }
        guard let date = CivilDate(text) else {
            wrong(name, "is no day such as 2026-11-21")
            return nil
        }
        guard abs(date.daysSinceEpoch - today.daysSinceEpoch) <= WebLimits.askedDays else {
            wrong(name, "is more than \(WebLimits.askedDays) days away")
            return nil
        }
        return date
    }

    /// A whole number; nil when it is not there, or wrong, which is noted.
    func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = self[name] else { return nil }
        guard text.utf8.count <= 9, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
            range.contains(number)
        else {
            wrong(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// Ends the reading: 422 when anything was wrong.
    func check() throws(Refused) {
        if !faults.list.isEmpty { throw Refused(fields: faults.list) }
    }

    /// With `%41` read as `A` (RFC 3986 section 2.1); nil for half an escape and for what is not UTF-8. A plus stays a
    /// plus, so that a time with its offset may stand as it is.
    static func decoded(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.flatMap { UInt8(exactly: $0) }
    }
}
