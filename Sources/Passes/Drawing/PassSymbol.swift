public import Imaging
import CQREncode

/// Draws passes as QR codes, through libqrencode.
public enum PassSymbol {
    /// The largest version that a pass is drawn in when the level is left open: 53 modules a side.
    public static let largestOpenVersion = 9

    /// The QR code of `text`, in the smallest version that holds it.
    ///
    /// Without a `correction` it is Q where that fits version 9, as every pass does, and M elsewhere: at equal size Q
    /// stands more glare than M, and more pixels a module win over more correction. Throws `notDrawable` when too long.
    public static func symbol(_ text: String, correction: ErrorCorrection? = nil) throws(PassError) -> ModuleGrid {
        try symbol(Array(text.utf8), correction: correction)
    }

    /// The QR code of any bytes: in alphanumeric mode where all are of its 45 characters, otherwise in byte mode.
    public static func symbol(_ bytes: [UInt8], correction: ErrorCorrection? = nil) throws(PassError) -> ModuleGrid {
        if let correction { return try draw(bytes, correction) }
        if let symbol = try? draw(bytes, .quartile), symbol.version ?? .max <= largestOpenVersion { return symbol }
        return try draw(bytes, .medium)
    }

    private static func draw(_ bytes: [UInt8], _ correction: ErrorCorrection) throws(PassError) -> ModuleGrid {
        // More than 7,089 bytes fit no QR code; asking first keeps the count within a C int.
        guard (1...7089).contains(bytes.count), let input = unsafe QRinput_new2(0, correction.level) else {
            throw .notDrawable(bytes: bytes.count)
        }
        defer { unsafe QRinput_free(input) }
        let mode = bytes.allSatisfy(isAlphanumeric) ? QR_MODE_AN : QR_MODE_8
        guard unsafe QRinput_append(input, mode, Int32(bytes.count), bytes) == 0,
            let code = unsafe QRcode_encodeInput(input)
        else { throw .notDrawable(bytes: bytes.count) }
        defer { unsafe QRcode_free(code) }
        let side = Int(unsafe code.pointee.width)
        // libqrencode marks a dark module in the lowest bit.
        let dark = unsafe UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
        guard let symbol = ModuleGrid(side: side, isDark: dark) else { throw .notDrawable(bytes: bytes.count) }
        return symbol
    }

    /// Whether the byte is of the alphanumeric set, which is also that of Base45 (ISO/IEC 18004 table 5).
    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A: true
        default: " $%*+-./:".utf8.contains(byte)
        }
    }
}

extension ErrorCorrection {
    fileprivate var level: QRecLevel {
        switch self {
        case .low: QR_ECLEVEL_L
        case .medium: QR_ECLEVEL_M
        case .quartile: QR_ECLEVEL_Q
        case .high: QR_ECLEVEL_H
        }
    }
}
