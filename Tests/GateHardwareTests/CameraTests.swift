import Foundation
import GateHardware
import LibraryModel
import Synchronization
import Testing

@Suite("A camera that is not there")
struct CameraTests {
    /// A clock that stands until it is told.
    final class Clock: Sendable {
        private let nanoseconds = Atomic<Int64>(1)

        var now: Instant { Instant(nanoseconds: nanoseconds.load(ordering: .relaxed)) }

        func advance(milliseconds: Int64) { nanoseconds.add(milliseconds * 1_000_000, ordering: .relaxed) }
    }

    static func fault(_ event: FrameEvent) -> CameraError? {
        if case .fault(let error) = event { error } else { nil }
    }

    @Test("a missing device is a fault with its errno and what to do")
    func missing() throws {
        let camera = V4L2Camera(path: "/dev/gatehouse-no-camera", now: { .zero })
        let error = try #require(Self.fault(camera.next(waitingAtMost: .zero)))
        #expect(error.call == "open /dev/gatehouse-no-camera")
        #expect(error.code == 2)
        #expect(error.advice.contains("plug the camera in"))
    }

    @Test("what is no camera is named as such", arguments: ["/dev/null", "/dev"])
    func noCamera(path: String) throws {
        let camera = V4L2Camera(path: path, now: { .zero })
        let error = try #require(Self.fault(camera.next(waitingAtMost: .zero)))
        #expect([21, 25].contains(error.code))
        #expect(!error.advice.isEmpty)
    }

    @Test("a link to a camera that is gone is a missing camera")
    func danglingLink() throws {
        let link = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-\(UUID().uuidString)").path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/gatehouse-no-camera")
        defer { try? FileManager.default.removeItem(atPath: link) }
        let camera = V4L2Camera(path: link, now: { .zero })
        #expect(Self.fault(camera.next(waitingAtMost: .zero))?.code == 2)
    }

    @Test("the fault is said on every call, the device is tried once a second")
    func triesOnceASecond() {
        let clock = Clock()
        let camera = V4L2Camera(path: "/dev/gatehouse-no-camera", now: { clock.now })
        for _ in 0..<40 {
            #expect(Self.fault(camera.next(waitingAtMost: .zero))?.code == 2)
            clock.advance(milliseconds: 100)
        }
        #expect(camera.counts.tries == 4)
        #expect(camera.counts.pictures == 0 && camera.counts.losses == 0)
    }

    @Test("after closing there are no more frames")
    func closing() {
        let camera = V4L2Camera(path: "/dev/gatehouse-no-camera", now: { .zero })
        camera.close()
        guard case .ended = camera.next(waitingAtMost: .seconds(5)) else {
            Issue.record("it has not ended")
            return
        }
        camera.close()
    }

    @Test("a path with a zero byte is a missing camera")
    func zeroByte() {
        let camera = V4L2Camera(path: "/dev/null\0x", now: { .zero })
        #expect(Self.fault(camera.next(waitingAtMost: .zero))?.code == 2)
    }
}
