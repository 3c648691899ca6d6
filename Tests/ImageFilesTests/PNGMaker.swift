/// Makes PNG files by the letter of the PNG specification, sound or lying, with stored (uncompressed) data.
struct PNGMaker {
    /// Colour types of section 11.2.2.
    enum Colour: UInt8, CaseIterable {
        case grey = 0, rgb = 2, palette = 3, greyAlpha = 4, rgba = 6

        var samples: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][rawValue] ?? 0 }
    }

    var width = 24
    var height = 21
    var colour = Colour.grey
    var depth = 8
    var isInterlaced = false
    /// What the header claims; nil claims the truth.
    var claimedWidth: Int?
    var claimedHeight: Int?
    /// Chunks between the header and the data.
    var extra: [UInt8] = []
    /// The samples of a pixel, each 0 to `2^depth - 1`.
    var pixel: (_ x: Int, _ y: Int) -> [Int] = { _, _ in [0] }

    func bytes() -> [UInt8] {
        let header =
            Self.big(claimedWidth ?? width) + Self.big(claimedHeight ?? height)
            + [UInt8(depth), colour.rawValue, 0, 0, isInterlaced ? 1 : 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header) + extra
            + Self.chunk("IDAT", Self.stored(rows())) + Self.chunk("IEND", [])
    }

    static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + data
        return big(data.count) + body + big(Int(checksum(body)))
    }

    private func rows() -> [UInt8] {
        // Adam7: first column, first row, column step, row step of each pass (section 8.2).
        let passes =
            isInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)] : [(0, 0, 1, 1)]
        return passes.flatMap { column, row, acrossStep, downStep in
            stride(from: row, to: height, by: downStep).flatMap { y in
                [0] + packed(stride(from: column, to: width, by: acrossStep).flatMap { x in pixel(x, y) })
            }
        }
    }

    private func packed(_ samples: [Int]) -> [UInt8] {
        if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
        let perByte = 8 / depth
        return stride(from: 0, to: samples.count, by: perByte).map { start in
            (0..<perByte).reduce(UInt8(0)) { byte, index in
                byte << depth | (start + index < samples.count ? UInt8(samples[start + index]) : 0)
            }
        }
    }

    /// A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4).
    static func stored(_ data: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: data.count, by: 60_000) {
            let block = data[start..<min(start + 60_000, data.count)]
            let (low, high) = (UInt8(block.count & 255), UInt8(block.count >> 8))
            result += [block.endIndex == data.count ? 1 : 0, low, high, ~low, ~high] + block
        }
        var (a, b) = (1, 0)
        for byte in data { (a, b) = ((a + Int(byte)) % 65521, (a + Int(byte) + b) % 65521) }
        return result + big(b << 16 | a)
    }

    private static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// CRC-32 as annex D has it.
    private static func checksum(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(0xFFFF_FFFF) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
        }
    }
}
