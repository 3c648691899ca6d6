extension DecoderChain {
    /// The chain for a camera at a lane: what reads a phone best comes first, then dark mode, then the rest.
    ///
    /// Make it on the thread that will use it.
    public static func kiosk() throws(QRReaderError) -> DecoderChain {
        try zbar([.sharpThresholded, .sharpThresholdedInverted, .thresholded, .raw, .thresholdedInverted, .rawInverted])
    }

    /// The chain for still pictures, with ``readThoroughly(_:)``: the picture untouched first, since time does not matter
    /// and an untouched picture shows several codes at once best.
    public static func still() throws(QRReaderError) -> DecoderChain {
        try zbar([.raw, .thresholded, .sharpThresholded, .rawInverted, .thresholdedInverted, .sharpThresholdedInverted])
    }

    private static func zbar(_ preparations: [Preparation]) throws(QRReaderError) -> DecoderChain {
        let scanner = try ZBarScanner()
        return DecoderChain(preparations.map { ZBarStep($0, with: scanner) })
    }
}
