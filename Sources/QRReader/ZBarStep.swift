public import Imaging

/// A preparation followed by zbar. Several steps share one scanner.
public struct ZBarStep: DecoderStep {
    public let preparation: Preparation
    private let scanner: ZBarScanner

    public init(_ preparation: Preparation, with scanner: ZBarScanner) {
        (self.preparation, self.scanner) = (preparation, scanner)
    }

    public var name: String { preparation.rawValue }

    /// Measured on a small x86 server; a board is several times slower, which the chain finds out by itself.
    public var costPerMegapixel: Duration { .milliseconds(30) }

    public func read(_ image: LumaImage) -> [Payload] { scanner.read(preparation.applied(to: image)) }
}
