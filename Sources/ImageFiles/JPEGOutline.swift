/// The markers of a JPEG picture, walked without decoding (ITU-T T.81 section B.1.1).
struct JPEGOutline {
    /// Scans that are decoded at most; a progressive picture has about ten, and each one costs a pass over the whole picture.
    static let mostScans = 64

    private(set) var hasEnd = false
    private(set) var scans = 0

    init(of bytes: Span<UInt8>) {
        var position = 2
        while position + 1 < bytes.count {
            guard bytes[position] == 0xFF else {
                position += 1
                continue
            }
            switch bytes[position + 1] {
            case 0xFF: position += 1  // a fill byte
            case 0x00, 0x01, 0xD0...0xD8: position += 2  // a stuffed byte of picture data, or a marker without a segment
            case 0xD9:
                hasEnd = true
                return
            case let marker:
                guard position + 3 < bytes.count else { return }
                if marker == 0xDA { scans += 1 }
                position += 2 + (Int(bytes[position + 2]) << 8 | Int(bytes[position + 3]))
            }
        }
    }
}
