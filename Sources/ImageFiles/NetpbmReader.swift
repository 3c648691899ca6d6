import Imaging

/// PGM and PPM, as text (P2, P3) and binary (P5, P6), after the Netpbm manual pages pgm(5) and ppm(5). The first picture of a
/// file is read; samples of any depth up to 16 bits are brought to 8.
struct NetpbmReader {
    private let bytes: [UInt8]
    private var position = 2

    /// `bytes` begin with P and one of 2, 3, 5, 6, as ``ImageFormat`` saw.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    mutating func picture() throws(ImageFileError) -> LumaImage {
        guard bytes.count > 2 else { throw .truncated(.netpbm) }
        let isText = bytes[1] <= UInt8(ascii: "3")
        let samplesAPixel = bytes[1] == UInt8(ascii: "3") || bytes[1] == UInt8(ascii: "6") ? 3 : 1
        let width = try number()
        let height = try number()
        let white = try number()
        guard width > 0, height > 0, (1...65535).contains(white) else {
            throw .damaged(.netpbm, "width, height or white is out of range")
        }
        try ImageFile.check(width: width, height: height)
        try checkLength(samples: width * height * samplesAPixel, isText: isText, white: white)
        if !isText { position += 1 }  // the one space after the header
        var pixels: [UInt8] = []
        pixels.reserveCapacity(width * height)
        for _ in 0..<width * height {
            let luma: Int
            if samplesAPixel == 3 {
                let red = try sample(isText, white)
                let green = try sample(isText, white)
                let blue = try sample(isText, white)
                luma = (299 * red + 587 * green + 114 * blue + 500) / 1000  // ITU-R BT.601
            } else {
                luma = try sample(isText, white)
            }
            pixels.append(UInt8(truncatingIfNeeded: (luma * 255 + white / 2) / white))
        }
        guard let image = LumaImage(width: width, height: height, pixels: pixels) else { throw .damaged(.netpbm, "") }
        return image
    }

    /// Throws unless the bytes left can hold the samples: a text sample has a digit and, but for the last, a space.
    private func checkLength(samples: Int, isText: Bool, white: Int) throws(ImageFileError) {
        let needed = isText ? 2 * samples : 1 + samples * (white > 255 ? 2 : 1)
        guard bytes.count - position >= needed else { throw .truncated(.netpbm) }
    }

    private mutating func sample(_ isText: Bool, _ white: Int) throws(ImageFileError) -> Int {
        let value: Int
        if isText {
            value = try number()
        } else if white > 255 {
            value = Int(bytes[position]) << 8 | Int(bytes[position + 1])
            position += 2
        } else {
            value = Int(bytes[position])
            position += 1
        }
        guard value <= white else { throw .damaged(.netpbm, "a sample is over \(white)") }
        return value
    }

    /// The next number in text, spaces and comments before it skipped.
    private mutating func number() throws(ImageFileError) -> Int {
        while position < bytes.count, Self.isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "#") {
            if bytes[position] == UInt8(ascii: "#") {
                while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            } else {
                position += 1
            }
        }
        guard position < bytes.count else { throw .truncated(.netpbm) }
        var value = 0
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
            value = value * 10 + Int(bytes[position] - 0x30)
            guard value <= 99_999_999 else { throw .damaged(.netpbm, "a number is too large") }
            position += 1
        }
        guard position > start else { throw .damaged(.netpbm, "a number is missing") }
        return value
    }
}
