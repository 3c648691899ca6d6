public import Imaging

/// One way to read a picture: a preparation and a decoder. A chain is a list of these, so another engine can join.
public protocol DecoderStep {
    /// A short word for logs and measurements, such as `us2+thr15`.
    var name: String { get }
    /// About what a million pixels cost when nothing is found; the chain corrects it by what it measures.
    var costPerMegapixel: Duration { get }
    /// Every symbol found, largest first, boxes in pixels of `image`.
    func read(_ image: LumaImage) -> [Payload]
}
