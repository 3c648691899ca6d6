import ImageFiles
import Imaging
import NIOCore

/// What a lane's camera sees as parts of a `multipart/x-mixed-replace` body: small, grey, and kept nowhere.
enum ViewPictures {
    static let boundary = "picture"
    /// Pictures are halved until they are no wider.
    static let mostWide = 480
    /// Enough to aim by.
    static let quality = 60
    /// Goes between two parts while the camera has nothing to say.
    static let heartbeat = ByteBuffer(string: "\r\n")

    /// One part; nil for a picture that cannot be made small.
    static func part(_ picture: LumaImage) throws -> ByteBuffer? {
        var small = picture
        while small.width > mostWide {
            guard let half = small.halved() else { return nil }
            small = half
        }
        let jpeg = try JPEGEncoder().jpeg(small, quality: quality)
        var bytes = ByteBuffer(
            string: "--\(boundary)\r\nContent-Type: image/jpeg\r\nContent-Length: \(jpeg.count)\r\n\r\n")
        bytes.writeBytes(jpeg)
        bytes.writeString("\r\n")
        return bytes
    }
}
