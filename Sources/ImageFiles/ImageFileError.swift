import Imaging

/// Why a file gives no picture, or a picture no file. `description` is a sentence for a person.
public enum ImageFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kernel refused the file; its errno.
    case unreadable(code: Int32)
    /// A folder, a device or a pipe.
    case notAFile
    /// Longer than ``ImageFile/mostBytes``.
    case tooLong(bytes: Int)
    case empty
    /// Neither PNG nor JPEG nor PGM nor PPM.
    case notAPicture
    /// A side under ``ImageFile/smallestSide``.
    case tooSmall(width: Int, height: Int)
    /// A side or a number of pixels over the limits.
    case tooLarge(width: Int, height: Int)
    /// The bytes end before the picture does.
    case truncated(ImageFormat)
    /// The bytes break the format; the decoder's own words, which may be empty.
    case damaged(ImageFormat, String)
    /// A sound picture of a kind that is not read, such as a JPEG in CMYK.
    case unsupported(ImageFormat, String)
    case noMemory

    public var description: String {
        switch self {
        case .unreadable(let code): Self.words(forErrno: code)
        case .notAFile: "this is not a file but a folder or a device"
        case .tooLong(let bytes): "the file has \(bytes) bytes; the most that is read is \(ImageFile.mostBytes)"
        case .empty: "the file is empty"
        case .notAPicture: "this is not a picture: PNG, JPEG, PGM and PPM are read"
        case .tooSmall(let width, let height):
            "the picture is \(width) by \(height) pixels; a side under \(ImageFile.smallestSide) cannot show a QR code"
        case .tooLarge(let width, let height):
            "the picture is \(width) by \(height) pixels; at most \(LumaImage.largestSide) a side and \(ImageFile.mostPixels) in all are taken"
        case .truncated(let format): "the \(format.rawValue) file ends before the picture does; copy it again"
        case .damaged(let format, let detail): "the \(format.rawValue) file is damaged\(detail.isEmpty ? "" : ": \(detail)")"
        case .unsupported(let format, let detail): "this kind of \(format.rawValue) is not read: \(detail)"
        case .noMemory: "there is not enough memory for this picture"
        }
    }

    private static func words(forErrno code: Int32) -> String {
        switch code {
        case 2: "there is no such file"
        case 13: "there is no right to read this file"
        case 20: "a part of the path is not a folder"
        default: "the file cannot be read (errno \(code))"
        }
    }
}
