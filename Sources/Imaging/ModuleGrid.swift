/// The modules of a QR symbol, dark or light, without the quiet zone.
public struct ModuleGrid: Hashable, Sendable {
    /// Modules along one side.
    public let side: Int
    /// `side * side` values, rows top to bottom; true is a dark module.
    public let isDark: [Bool]

    /// The largest side taken: 177 is version 40 (ISO/IEC 18004 section 5.3.1).
    public static let largestSide = 177
    /// Light modules that belong round a symbol on every side (ISO/IEC 18004 section 5.3.8).
    public static let quietZone = 4

    /// Nil unless the side is 1 to ``largestSide`` and there is a value for each module.
    public init?(side: Int, isDark: [Bool]) {
        guard (1...Self.largestSide).contains(side), isDark.count == side * side else { return nil }
        (self.side, self.isDark) = (side, isDark)
    }

    /// From rows of text, one character a module, `#` for dark; nil unless they form a square.
    public init?(rows: [String]) {
        guard rows.allSatisfy({ $0.utf8.count == rows.count }) else { return nil }
        self.init(side: rows.count, isDark: rows.flatMap { row in row.utf8.map { $0 == UInt8(ascii: "#") } })
    }

    /// Whether the module is dark; false outside the symbol, where the quiet zone lies.
    public subscript(x x: Int, y y: Int) -> Bool {
        (0..<side).contains(x) && (0..<side).contains(y) && isDark[y * side + x]
    }
}

extension ModuleGrid {
    /// The QR version, 1 to 40; nil for a square that is no QR code.
    public var version: Int? { side >= 21 && side % 4 == 1 ? (side - 17) / 4 : nil }
}
