import Imaging

/// What is done to a picture before zbar looks at it. The raw value is the name used in logs and measurements:
/// `thrN` local-mean binarisation with a radius of N pixels, `us2` unsharp mask of radius and strength 2, `inv` inverted.
public enum Preparation: String, CaseIterable, Sendable {
    /// Small modules, blur, washed-out and dim screens: the best single one for a phone held up.
    case sharpThresholded = "us2+thr15"
    /// The same for dark mode.
    case sharpThresholdedInverted = "us2+thr15+inv"
    /// Larger modules and uneven light.
    case thresholded = "thr31"
    /// Nothing: reads symbols turned by 45 degrees, which binarised edges break.
    case raw = "raw"
    case rawInverted = "raw+inv"
    case thresholdedInverted = "thr31+inv"

    /// Grey levels by which a pixel must be darker than its surroundings to become black.
    private static let offset = 5

    /// The picture as this preparation makes it.
    func applied(to image: LumaImage) -> LumaImage {
        switch self {
        case .sharpThresholded: image.unsharp(radius: 2, strength: 2).thresholded(radius: 15, offset: Self.offset)
        case .sharpThresholdedInverted: Self.sharpThresholded.applied(to: image).inverted()
        case .thresholded: image.thresholded(radius: 31, offset: Self.offset)
        case .thresholdedInverted: Self.thresholded.applied(to: image).inverted()
        case .raw: image
        case .rawInverted: image.inverted()
        }
    }
}
