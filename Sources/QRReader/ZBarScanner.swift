public import Imaging

/// A QR reader over libzbar. Not `Sendable`: it belongs to the one thread that made it, as a libzbar scanner must.
///
/// Hostile pictures: libzbar before 0.23.92-7+deb12u1 (Debian 12) writes past its memory on some (CVE-2023-40889).
public final class ZBarScanner {
    private var handle: ZBarHandle

    public init() throws(QRReaderError) { handle = try ZBarHandle.make() }

    /// Every QR symbol in the picture, largest first; dark on light only.
    ///
    /// Symbols joined by structured append are one payload when all of them are in the picture, and none otherwise.
    public func read(_ image: LumaImage) -> [Payload] { handle.scan(image).largestFirst }
}
