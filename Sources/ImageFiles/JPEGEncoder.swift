import CTurboJPEG
public import Imaging

/// JPEG bytes of a picture of brightness through libjpeg-turbo. Keep one for a stream of pictures.
@safe public struct JPEGEncoder: ~Copyable {
    private let handle: tjhandle

    /// Throws ``ImageFileError/noMemory``.
    public init() throws(ImageFileError) {
        guard let handle = unsafe tjInitCompress() else { throw .noMemory }
        unsafe self.handle = handle
    }

    deinit { unsafe tjDestroy(handle) }

    /// `image` as a grey baseline JPEG; `quality` is 1 to 100.
    public func jpeg(_ image: LumaImage, quality: Int) throws(ImageFileError) -> [UInt8] {
        let (width, height) = (Int32(image.width), Int32(image.height))
        let most = tjBufSize(width, height, Int32(TJSAMP_GRAY.rawValue))
        var bytes = [UInt8](repeating: 0, count: Int(most))
        var length = UInt(bytes.count)
        let result = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe bytes.withUnsafeMutableBufferPointer { bytes in
                var place = bytes.baseAddress
                // The buffer holds the largest picture there can be, so none is allocated anew.
                return unsafe tjCompress2(
                    handle, pixels.baseAddress, width, width, height, Int32(TJPF_GRAY.rawValue), &place, &length,
                    Int32(TJSAMP_GRAY.rawValue), Int32(min(max(quality, 1), 100)), TJFLAG_NOREALLOC)
            }
        }
        guard result == 0 else { throw .noMemory }
        bytes.removeLast(bytes.count - Int(length))
        return bytes
    }
}
