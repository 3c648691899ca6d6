import CPNG
import Glibc
import Imaging

/// PNG through libpng.
enum PNGPicture {
    static func read(_ bytes: [UInt8]) throws(ImageFileError) -> LumaImage {
        var (width, height): (UInt32, UInt32) = (0, 0)
        try unsafe call { words in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe cpng_size(bytes.baseAddress, bytes.count, &width, &height, words)
            }
        }
        try ImageFile.check(width: Int(width), height: Int(height))
        var pixels = [UInt8](repeating: 0, count: Int(width) * Int(height))
        try unsafe call { words in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                unsafe pixels.withUnsafeMutableBufferPointer { pixels in
                    unsafe cpng_read(bytes.baseAddress, bytes.count, pixels.baseAddress, pixels.count, words)
                }
            }
        }
        guard let image = LumaImage(width: Int(width), height: Int(height), pixels: pixels) else {
            throw .damaged(.png, "its size changed")
        }
        return image
    }

    static func write(_ image: LumaImage) throws(ImageFileError) -> [UInt8] {
        var bytes: UnsafeMutablePointer<UInt8>? = nil
        var length = 0
        let result = unsafe image.pixels.withUnsafeBufferPointer { pixels in
            unsafe cpng_write(pixels.baseAddress, UInt32(image.width), UInt32(image.height), &bytes, &length)
        }
        defer { unsafe cpng_free(bytes) }
        guard result == 0 else { throw .noMemory }
        return unsafe Array(UnsafeBufferPointer(start: bytes, count: length))
    }

    /// Runs a reading call of the shim, which gives 0 or -errno and may leave libpng's words.
    private static func call(_ body: (UnsafeMutablePointer<CChar>) -> Int32) throws(ImageFileError) {
        let room = Int(CPNG_WORDS)
        var (result, words): (Int32, String) = (0, "")
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe start.initialize(repeating: 0, count: room)
            result = unsafe body(start)
            words = unsafe String(cString: start)
        }
        switch result {
        case 0: return
        case -ENODATA: throw .truncated(.png)
        case -ENOMEM: throw .noMemory
        default: throw .damaged(.png, words)
        }
    }
}
