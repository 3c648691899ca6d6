import GateHardware
import LibraryModel
import Testing

@Suite("When a camera is opened again")
struct CameraRecoveryTests {
    static func at(_ milliseconds: Int64) -> Instant { Instant(nanoseconds: milliseconds * 1_000_000) }
    static let unplugged = CameraError(call: "read /dev/video0", code: 19, advice: "check its cable")

    @Test("the first try may be made at once, the next one after a second")
    func pause() {
        var recovery = CameraRecovery()
        #expect(recovery.wait(at: Self.at(5)) == .zero)
        recovery.tries(at: Self.at(5))
        recovery.failed(Self.unplugged)
        #expect(recovery.wait(at: Self.at(5)) == .seconds(1))
        #expect(recovery.wait(at: Self.at(1004)) == .milliseconds(1))
        #expect(recovery.wait(at: Self.at(1005)) == .zero)
        #expect(recovery.wait(at: Self.at(90_000)) == .zero)
    }

    @Test("a camera lost after a long run may be opened again at once")
    func lostLate() {
        var recovery = CameraRecovery()
        recovery.tries(at: Self.at(0))
        recovery.gavePicture(at: Self.at(60_000))
        recovery.failed(Self.unplugged)
        #expect(recovery.wait(at: Self.at(60_000)) == .zero)
    }

    @Test("the fault stays through a successful opening and goes with the first picture")
    func faultStays() {
        var recovery = CameraRecovery()
        #expect(recovery.fault == nil)
        recovery.tries(at: Self.at(0))
        recovery.failed(Self.unplugged)
        recovery.tries(at: Self.at(1000))
        #expect(recovery.fault == Self.unplugged)
        recovery.gavePicture(at: Self.at(1200))
        #expect(recovery.fault == nil)
    }

    @Test("two seconds without a picture are silence, counted from the opening and from each picture")
    func silence() {
        var recovery = CameraRecovery()
        #expect(!recovery.isSilent(at: Self.at(10_000)))
        recovery.tries(at: Self.at(10_000))
        #expect(!recovery.isSilent(at: Self.at(11_999)))
        #expect(recovery.isSilent(at: Self.at(12_000)))
        recovery.gavePicture(at: Self.at(12_500))
        #expect(!recovery.isSilent(at: Self.at(14_499)))
        #expect(recovery.isSilent(at: Self.at(14_500)))
    }
}
