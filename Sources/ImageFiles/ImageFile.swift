public import Imaging

/// Pictures from files and to files, as brightness: PNG, JPEG, PGM and PPM in, PNG and PGM out.
///
/// What a file is says its first bytes, never its name. Whatever the bytes are, the answer is a whole picture or an
/// ``ImageFileError``: no half pictures, and no memory for a size that is only claimed.
public enum ImageFile {
    /// The longest file that is read, in bytes.
    public static let mostBytes = 64 << 20
    /// The most pixels that are taken, whatever the sides; a side is at most `LumaImage.largestSide`.
    public static let mostPixels = 40_000_000
    /// The smallest side that is taken: a QR symbol of version 1 has 21 modules (ISO/IEC 18004), so nothing smaller can show one.
    public static let smallestSide = 21

    /// The picture in the file at `path`.
    public static func load(_ path: String) throws(ImageFileError) -> LumaImage {
        try decode(FileBytes.read(path, atMost: mostBytes))
    }

    /// The picture that `bytes` hold.
    public static func decode(_ bytes: [UInt8]) throws(ImageFileError) -> LumaImage {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= mostBytes else { throw .tooLong(bytes: bytes.count) }
        guard let format = ImageFormat(of: bytes) else { throw .notAPicture }
        switch format {
        case .png: return try PNGPicture.read(bytes)
        case .jpeg: return try JPEGDecoder().luma(of: bytes.span)
        case .netpbm:
            var reader = NetpbmReader(bytes)
            return try reader.picture()
        }
    }

    /// `image` as an 8-bit grey PNG.
    public static func png(_ image: LumaImage) throws(ImageFileError) -> [UInt8] {
        try PNGPicture.write(image)
    }

    /// `image` as a binary PGM (P5).
    public static func pgm(_ image: LumaImage) -> [UInt8] {
        Array("P5\n\(image.width) \(image.height)\n255\n".utf8) + image.pixels
    }

    /// Throws unless sides that a header claims are within the limits; asked before memory is.
    static func check(width: Int, height: Int, mostPixels: Int = mostPixels) throws(ImageFileError) {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard width <= LumaImage.largestSide, height <= LumaImage.largestSide, !overflow, pixels <= mostPixels else {
            throw .tooLarge(width: width, height: height)
        }
        guard width >= smallestSide, height >= smallestSide else { throw .tooSmall(width: width, height: height) }
    }
}
