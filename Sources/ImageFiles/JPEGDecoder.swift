import CTurboJPEG
public import Imaging

/// Brightness from JPEG bytes through libjpeg-turbo; colour is never decoded. Keep one for a stream of pictures.
@safe public struct JPEGDecoder: ~Copyable {
    /// What to do with a picture whose end marker is missing.
    public enum MissingEnd: Sendable {
        /// It is truncated.
        case refused
        /// It is truncated only if picture data lack too: some cameras never send the marker.
        case forgiven
    }

    private let handle: tjhandle

    /// Throws ``ImageFileError/noMemory``.
    public init() throws(ImageFileError) {
        guard let handle = unsafe tjInitDecompress() else { throw .noMemory }
        unsafe self.handle = handle
    }

    deinit { unsafe tjDestroy(handle) }

    /// The picture of `bytes`, which may have other bytes after its end marker. Sides are within the limits of ``ImageFile``
    /// and make at most `mostPixels`.
    public func luma(
        of bytes: Span<UInt8>, mostPixels: Int = ImageFile.mostPixels, missingEnd: MissingEnd = .refused
    ) throws(ImageFileError) -> LumaImage {
        let outline = JPEGOutline(of: bytes)
        guard outline.scans <= JPEGOutline.mostScans else {
            throw .unsupported(.jpeg, "it has more than \(JPEGOutline.mostScans) scans")
        }
        if outline.hasEnd { return try decode(bytes, mostPixels: mostPixels) }
        guard missingEnd == .forgiven else { throw .truncated(.jpeg) }
        var finished: [UInt8] = []
        finished.reserveCapacity(bytes.count + 2)
        for index in bytes.indices { finished.append(bytes[index]) }
        finished += [0xFF, 0xD9]
        return try decode(finished.span, mostPixels: mostPixels)
    }

    private func decode(_ bytes: Span<UInt8>, mostPixels: Int) throws(ImageFileError) -> LumaImage {
        let (width, height) = try size(bytes)
        try ImageFile.check(width: width, height: height, mostPixels: min(mostPixels, ImageFile.mostPixels))
        var pixels = [UInt8](repeating: 0, count: width * height)
        let result = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe pixels.withUnsafeMutableBufferPointer { pixels in
                unsafe tjDecompress2(
                    handle, bytes.baseAddress, UInt(bytes.count), pixels.baseAddress, Int32(width), Int32(width),
                    Int32(height), Int32(TJPF_GRAY.rawValue), TJFLAG_LIMITSCANS)
            }
        }
        if result != 0 { try judge() }
        guard let image = LumaImage(width: width, height: height, pixels: pixels) else {
            throw .damaged(.jpeg, "its size changed")
        }
        return image
    }

    private func size(_ bytes: Span<UInt8>) throws(ImageFileError) -> (width: Int, height: Int) {
        var (width, height, subsampling, colours): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let result = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe tjDecompressHeader3(
                handle, bytes.baseAddress, UInt(bytes.count), &width, &height, &subsampling, &colours)
        }
        if result != 0 { try judge() }
        guard colours != Int32(TJCS_CMYK.rawValue), colours != Int32(TJCS_YCCK.rawValue) else {
            throw .unsupported(.jpeg, "its colours are CMYK; save it as RGB")
        }
        return (Int(width), Int(height))
    }

    /// Throws what libjpeg complained of, unless it is a blemish that leaves the picture whole, such as stray bytes between
    /// markers. Both of its warnings of missing data have `premature end` in them.
    private func judge() throws(ImageFileError) {
        let words = unsafe tjGetErrorStr2(handle).map { unsafe String(cString: $0) } ?? ""
        let isWarning = unsafe tjGetErrorCode(handle) == Int32(TJERR_WARNING.rawValue)
        if words.contains("remature end") { throw .truncated(.jpeg) }
        if !isWarning { throw .damaged(.jpeg, words) }
    }
}
