public import Imaging
public import LibraryModel

/// Says where in the frames of one camera a code may be, cheaply enough for every frame.
public protocol FrameLook {
    /// The parts of the next frame that are worth decoding, largest first: none for nowhere, the whole frame alone when it is
    /// worth it as it is. `taken` is monotonic.
    mutating func likelyRegions(of frame: LumaImage, taken: Instant) -> [PixelRegion]

    /// Codes were read there in the frame that was looked at last.
    mutating func wasRead(at places: [PixelRegion])
}
