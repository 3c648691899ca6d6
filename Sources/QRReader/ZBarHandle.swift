import CZBar
import Imaging

/// Sole owner of one libzbar scanner, set up for QR symbols only.
///
/// QR only is a third faster than zbar's defaults at equal recall. Every line and column is looked at (density 1), since a
/// density of 2 halves the recall with the cost. Its own trial of inverted pictures stays off: inverting after
/// binarisation reads more and is a step of its own.
@safe struct ZBarHandle: ~Copyable {
    private let scanner: OpaquePointer

    /// The format code of zbar for one byte of brightness a pixel: the letters Y800, first letter lowest.
    private static let y800: UInt = 0x3030_3859

    private init(owning scanner: OpaquePointer) { unsafe self.scanner = scanner }

    static func make() throws(QRReaderError) -> ZBarHandle {
        guard let scanner = unsafe zbar_image_scanner_create() else { throw .outOfMemory }
        let handle = unsafe ZBarHandle(owning: scanner)
        try handle.set(ZBAR_NONE, ZBAR_CFG_ENABLE, 0, "ENABLE of all symbologies")
        try handle.set(ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1, "ENABLE of QR")
        // Bytes as they are in the symbol; without it zbar guesses a character set and converts.
        try handle.set(ZBAR_QRCODE, ZBAR_CFG_BINARY, 1, "BINARY")
        try handle.set(ZBAR_NONE, ZBAR_CFG_X_DENSITY, 1, "X_DENSITY")
        try handle.set(ZBAR_NONE, ZBAR_CFG_Y_DENSITY, 1, "Y_DENSITY")
        return handle
    }

    deinit { unsafe zbar_image_scanner_destroy(scanner) }

    private func set(
        _ symbology: zbar_symbol_type_t, _ setting: zbar_config_t, _ value: Int32, _ name: String
    ) throws(QRReaderError) {
        guard unsafe zbar_image_scanner_set_config(scanner, symbology, setting, value) == 0 else {
            throw .unsupported(setting: name)
        }
    }

    /// Every complete QR symbol in the picture, in the order zbar found them.
    mutating func scan(_ image: LumaImage) -> [Payload] {
        guard let frame = unsafe zbar_image_create() else { return [] }
        defer { unsafe zbar_image_destroy(frame) }
        unsafe zbar_image_set_format(frame, Self.y800)
        unsafe zbar_image_set_size(frame, UInt32(image.width), UInt32(image.height))
        return unsafe image.pixels.withUnsafeBytes { pixels in
            // zbar keeps the address, not the bytes; the frame does not outlive this closure's caller, and nothing
            // reads its pixels once the symbols are out.
            unsafe zbar_image_set_data(frame, pixels.baseAddress, UInt(pixels.count), nil)
            guard unsafe zbar_scan_image(scanner, frame) > 0 else { return [] }
            var found: [Payload] = []
            var next = unsafe zbar_image_first_symbol(frame)
            while let symbol = unsafe next {
                if let payload = unsafe Self.payload(of: symbol, in: image) { found.append(payload) }
                unsafe next = zbar_symbol_next(symbol)
            }
            return found
        }
    }

    /// What a symbol holds; nil for one part of a structured append whose other parts are not in the picture.
    private static func payload(of symbol: OpaquePointer, in image: LumaImage) -> Payload? {
        let length = unsafe Int(zbar_symbol_get_data_length(symbol))
        guard unsafe zbar_symbol_get_type(symbol) == ZBAR_QRCODE, (1...Payload.largestSize).contains(length),
            let data = unsafe zbar_symbol_get_data(symbol)
        else { return nil }
        let bytes = unsafe [UInt8](UnsafeRawBufferPointer(start: data, count: length))
        return Payload(bytes: bytes, box: unsafe box(of: symbol, in: image))
    }

    /// The box round the corners that zbar gives, cut to the picture.
    private static func box(of symbol: OpaquePointer, in image: LumaImage) -> PixelRegion {
        let corners = unsafe zbar_symbol_get_loc_size(symbol)
        var (left, top, right, bottom) = (image.width, image.height, 0, 0)
        for corner in 0..<corners {
            let x = min(max(0, unsafe Int(zbar_symbol_get_loc_x(symbol, corner))), image.width)
            let y = min(max(0, unsafe Int(zbar_symbol_get_loc_y(symbol, corner))), image.height)
            (left, top, right, bottom) = (min(left, x), min(top, y), max(right, x), max(bottom, y))
        }
        guard left < right, top < bottom else { return PixelRegion(x: 0, y: 0, width: 0, height: 0) }
        return PixelRegion(x: left, y: top, width: right - left, height: bottom - top)
    }
}
