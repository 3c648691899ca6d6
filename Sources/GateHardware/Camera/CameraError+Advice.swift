import Glibc

extension CameraError {
    /// From the errno of a camera call, with advice for whoever stands at the board.
    init(call: String, code: Int32) {
        self.init(call: call, code: code, advice: Self.advice(forErrno: code))
    }

    private static func advice(forErrno code: Int32) -> String {
        switch code {
        case ENOENT: "there is no such device; plug the camera in, or correct the camera's path in the settings"
        case EACCES, EPERM: "no right to the camera; the service's account must be in the group video"
        case EBUSY: "another program uses the camera; stop that program"
        case ENODEV, EIO, ENXIO: "the camera was unplugged or has failed; check its cable and its power"
        case ENOTTY, EISDIR: "this is not a camera; name a /dev/video device"
        case ENOTSUP: "this video device gives no pictures; a USB camera has a second one for its metadata, name the first"
        case EPROTONOSUPPORT: "the camera has no pixel format that is read: \(formats)"
        case ENOLINK: "nothing is sent to the camera's input; check the cable and the source"
        case ENOLCK, ERANGE: "the signal at the camera's input cannot be taken; check the cable and the source's settings"
        case ESTALE: "the source at the camera's input changed its picture; it is opened anew"
        case ENOSPC: "the USB port has no bandwidth left; give the camera a port of its own"
        case ETIMEDOUT: "the camera sends no whole pictures; check its cable, it is opened anew"
        case ENOMEM: "there is no memory for the camera's pictures"
        default: "the camera's driver refused; unplug the camera and plug it in again"
        }
    }

    private static var formats: String { PixelFormat.allCases.map(\.rawValue).joined(separator: ", ") }
}
