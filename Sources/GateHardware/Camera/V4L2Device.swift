import CV4L2
import Glibc
import ImageFiles
import Imaging
import LibraryModel

/// An open camera that streams; closed when it goes away.
@safe struct V4L2Device: ~Copyable {
    /// The slowest stream for which an earlier format of the list is kept: USB 2 carries uncompressed 720p at 5 to 10 pictures a
    /// second, at which a pass held up for a moment is missed; such a camera is asked for JPEG.
    static let leastRate: UInt32 = 20
    /// Formats from the cheapest to the dearest to read.
    static let formats = PixelFormat.allCases

    let layout: PixelLayout
    private let path: String
    private let decoder: JPEGDecoder
    private let handle: OpaquePointer

    /// Opens `path` and starts the stream, as near to `width` by `height` as the device goes.
    init(path: String, width: Int, height: Int) throws(CameraError) {
        guard !path.utf8.contains(0) else { throw CameraError(call: "open the camera", code: ENOENT) }
        guard let decoder = try? JPEGDecoder() else { throw CameraError(call: "start \(path)", code: ENOMEM) }
        let handle = unsafe try Self.open(path)
        var got = cv4l2_format()
        let codes = Self.formats.map(\.code)
        let result = unsafe codes.withUnsafeBufferPointer { codes in
            unsafe cv4l2_start(
                handle, UInt32(clamping: width), UInt32(clamping: height), Self.leastRate, codes.baseAddress, codes.count,
                &got)
        }
        guard result == 0 else {
            unsafe cv4l2_close(handle)
            throw CameraError(call: "start \(path)", code: -result)
        }
        guard let format = PixelFormat(code: got.fourcc),
            let layout = PixelLayout(
                format: format, width: Int(got.width), height: Int(got.height), bytesPerLine: Int(got.bytes_per_line))
        else {
            unsafe cv4l2_close(handle)
            let size = "\(got.width) by \(got.height) in lines of \(got.bytes_per_line) bytes"
            throw CameraError(call: "start \(path)", code: 0, advice: "the camera claims pictures of \(size), which cannot be")
        }
        self.path = path
        self.decoder = decoder
        self.layout = layout
        unsafe self.handle = handle
    }

    deinit { unsafe cv4l2_close(handle) }

    private static func open(_ path: String) throws(CameraError) -> OpaquePointer {
        var handle: OpaquePointer?
        let result = unsafe cv4l2_open(path, &handle)
        guard result == 0, let handle = unsafe handle else { throw CameraError(call: "open \(path)", code: -result) }
        return unsafe handle
    }

    /// Frames that the driver itself marked as damaged.
    var damaged: Int { unsafe Int(clamping: cv4l2_damaged(handle)) }

    /// One frame as it was taken.
    struct Take {
        /// Nil where the frame is damaged or too short.
        let image: LumaImage?
        /// The driver's instant of capture on CLOCK_MONOTONIC; nil where it stamps otherwise.
        let taken: Instant?
        /// The driver's count.
        let sequence: UInt32
    }

    /// The newest frame; nil when none comes within `patience`.
    func newest(within patience: Duration) throws(CameraError) -> Take? {
        var frame = unsafe cv4l2_frame()
        let milliseconds = Int32(clamping: max(.zero, patience).inMilliseconds)
        let result = unsafe cv4l2_next(handle, milliseconds, &frame)
        if result == -EAGAIN { return nil }
        guard result == 0 else { throw CameraError(call: "read \(path)", code: -result) }
        let bytes = unsafe UnsafeBufferPointer(start: frame.bytes, count: frame.length)
        let take = unsafe Take(
            image: image(of: bytes.span), taken: frame.timestamp_ns > 0 ? Instant(nanoseconds: frame.timestamp_ns) : nil,
            sequence: frame.sequence)
        let returned = unsafe cv4l2_give_back(handle, &frame)
        guard returned == 0 else { throw CameraError(call: "read \(path)", code: -returned) }
        return take
    }

    private func image(of bytes: Span<UInt8>) -> LumaImage? {
        guard layout.format == .mjpeg else { return layout.luma(of: bytes) }
        return try? decoder.luma(of: bytes, mostPixels: layout.width * layout.height, missingEnd: .forgiven)
    }
}
