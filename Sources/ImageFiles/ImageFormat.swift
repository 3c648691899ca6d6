/// The kinds of file that are read.
public enum ImageFormat: String, Sendable, CaseIterable {
    case png = "PNG"
    case jpeg = "JPEG"
    /// PGM and PPM, as text or binary.
    case netpbm = "PGM or PPM"

    /// What the first bytes say: the PNG signature (PNG specification section 5.2), a JPEG SOI marker with the start of
    /// another (ITU-T T.81 annex B), or P2, P3, P5, P6 and a space. A cut beginning counts for what it begins.
    init?(of bytes: [UInt8]) {
        if Self.pngSignature.starts(with: bytes.prefix(8)) {
            self = .png
        } else if Self.jpegStart.starts(with: bytes.prefix(3)) {
            self = .jpeg
        } else if bytes[0] == UInt8(ascii: "P"), bytes.count == 1 || [0x32, 0x33, 0x35, 0x36].contains(bytes[1]),
            bytes.count <= 2 || NetpbmReader.isSpace(bytes[2]) || bytes[2] == UInt8(ascii: "#")
        {
            self = .netpbm
        } else {
            return nil
        }
    }

    private static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    private static let jpegStart: [UInt8] = [0xFF, 0xD8, 0xFF]
}
