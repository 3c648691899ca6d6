import Foundation
import GateHardware

extension DoctorCommand {
    /// Whether the kernel holds the unit's `MemoryMax`. Raspberry Pi OS starts its kernel with `cgroup_disable=memory`.
    func checkMemoryLimit(_ report: inout DoctorReport) {
        switch MemoryController.onThisMachine() {
        case .present: report.well("memory limit", "the kernel holds MemoryMax of the unit")
        case .absent:
            report.mind("memory limit", "the kernel has no memory controller, so MemoryMax of the unit does nothing and only LimitDATA holds. On Raspberry Pi OS add `cgroup_enable=memory` to the one line of /boot/firmware/cmdline.txt and start the board again")
        case .unknown: report.mind("memory limit", "no control groups of version 2 are mounted at /sys/fs/cgroup, so nobody can tell whether MemoryMax of the unit holds")
        }
    }
}
