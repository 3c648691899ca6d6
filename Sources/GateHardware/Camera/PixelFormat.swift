/// How a camera lays its pictures out in memory, named as the kernel's V4L2 documentation names them.
public enum PixelFormat: String, Sendable, CaseIterable {
    /// Two pixels in four bytes: Y0 U Y1 V.
    case yuyv = "YUYV"
    /// Brightness alone, a byte a pixel.
    case grey = "GREY"
    /// A plane of brightness, then one of colour pairs.
    case nv12 = "NV12"
    /// A plane of brightness, then two of colour.
    case yu12 = "YU12"
    /// Two pixels in four bytes: U Y0 V Y1.
    case uyvy = "UYVY"
    /// A JPEG picture each.
    case mjpeg = "MJPG"

    /// The four characters as the kernel packs them: the first in the lowest byte.
    public var code: UInt32 {
        rawValue.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Nil for a format that is not read.
    public init?(code: UInt32) {
        guard let format = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = format
    }

    /// Where a line's first brightness byte is, and how many bytes on the next one; nil for JPEG.
    var luma: (start: Int, step: Int)? {
        switch self {
        case .yuyv: (0, 2)
        case .uyvy: (1, 2)
        case .grey, .nv12, .yu12: (0, 1)
        case .mjpeg: nil
        }
    }
}
