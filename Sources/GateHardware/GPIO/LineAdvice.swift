internal import CGPIO
internal import Glibc

/// Turns the errno of a GPIO call into what a person at the board can do.
enum LineAdvice {
    /// Room for the labels of all chips in a message, in bytes.
    private static let labelsSize = 256

    /// The line could not be found on the chips of this machine.
    static func notFound(_ place: BoardLine.Place, chip: String, code: Int32, call: String) -> LineError {
        let advice =
            switch code {
            case ENODEV: "no GPIO chip is labelled `\(chip)`; \(present); is this the right board file?"
            case ENOENT: "the chip `\(chip)` has no `\(place)`; `gpioinfo` lists its lines"
            case ENOTUNIQ: "more than one line of the chips labelled `\(chip)` answers to `\(place)`; give its number instead"
            default: general(code)
            }
        return LineError(call: call, code: code, advice: advice)
    }

    /// The kernel refused to hand out a line that exists.
    static func refused(_ place: cgpio_place, code: Int32, call: String) -> LineError {
        let advice =
            switch code {
            case EBUSY: "the line is in use by \(holder(of: place)); stop that, or give the lane another line"
            case EINVAL, ENOTSUP, ENOSYS: "the chip cannot do the bias or drive that the board file asks for"
            default: general(code)
            }
        return LineError(call: call, code: code, advice: advice)
    }

    /// A line that was held did not obey.
    static func failed(code: Int32, call: String) -> LineError {
        LineError(call: call, code: code, advice: general(code))
    }

    /// What can be said about an errno wherever it came from.
    static func general(_ code: Int32) -> String {
        switch code {
        case EACCES, EPERM: "no permission for /dev/gpiochip*; the program must run as a member of the group `gpio`"
        case EBUSY: "the line is in use by another program"
        case ENODEV, ENXIO: "the GPIO chip is gone; check its cable and power. A gate that runs takes it up again by itself"
        case EIO, ETIMEDOUT, EREMOTEIO: "the GPIO chip does not answer; check its cable and power"
        case EMFILE, ENFILE, ENOMEM, EAGAIN: "the system is short of files, memory or threads"
        default: "the kernel refused it"
        }
    }

    /// Which chips this machine has.
    private static var present: String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: labelsSize) { text in
            guard let start = text.baseAddress else { return "" }
            switch unsafe cgpio_labels(start, text.count) {
            case 1...: return unsafe "present: \(String(cString: start))"
            case -EACCES: return "its GPIO chips may not be opened; the program must run as a member of the group `gpio`"
            default: return "this machine has no GPIO chip (/dev/gpiochip*)"
            }
        }
    }

    private static func holder(of place: cgpio_place) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CGPIO_NAME_SIZE)) { text in
            var place = place
            guard let start = text.baseAddress, unsafe cgpio_consumer(&place, start) == 1, unsafe start[0] != 0
            else { return "another program" }
            return unsafe "`\(String(cString: start))`"
        }
    }
}
