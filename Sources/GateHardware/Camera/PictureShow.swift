import ImageFiles
import Imaging
import LibraryModel

/// Where a ``PictureFolder`` is in its pictures.
struct PictureShow {
    private let folder: String
    private let names: [String]
    private let pace: PictureFolder.Pace
    private let now: @Sendable () -> Instant
    private var place = 0
    /// The picture being shown and how often it is still to be given.
    private var current: (image: LumaImage, left: Int)?
    private var due: Instant?
    private var given = 0
    private var isClosed = false

    init(folder: String, names: [String], pace: PictureFolder.Pace, now: @escaping @Sendable () -> Instant) {
        (self.folder, self.names, self.pace, self.now) = (folder, names, pace, now)
    }

    mutating func close() { (isClosed, current) = (true, nil) }

    mutating func next(waitingAtMost patience: Duration) -> FrameEvent {
        if current == nil, place == names.count, pace.loops { place = 0 }
        guard !isClosed, current != nil || place < names.count else { return .ended }
        guard isDue(within: patience) else { return .quiet }
        due = now() + pace.interval
        do throws(ImageFileError) {
            let image = try image()
            defer { given += 1 }
            return .frame(Frame(image: image, taken: now(), number: given))
        } catch {
            return .fault(CameraError(call: "read \(folder)/\(names[place - 1])", code: 0, advice: error.description))
        }
    }

    /// Waits for the next frame's time, at most `patience`.
    private func isDue(within patience: Duration) -> Bool {
        guard let due else { return true }
        ThreadPause.rest(for: min(due - now(), patience))
        return now() >= due
    }

    /// The image to give now; steps to the next picture where the last one has been given often enough.
    private mutating func image() throws(ImageFileError) -> LumaImage {
        if let (image, left) = current {
            current = left > 1 ? (image, left - 1) : nil
            return image
        }
        place += 1
        let image = try ImageFile.load("\(folder)/\(names[place - 1])")
        current = pace.repeats > 1 ? (image, pace.repeats - 1) : nil
        return image
    }
}
