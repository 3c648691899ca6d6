import Foundation
import GateControl
import GateHardware

extension DoctorCommand {
    /// What the service may have of this machine.
    func checkService(_ settings: Settings, _ report: inout DoctorReport) {
        checkMemoryLimit(&report)
        let elsewhere = settings.placesElsewhere
        if !elsewhere.isEmpty {
            report.mind("network", "the unit lets the gate speak with this machine alone, and the configuration names \(elsewhere.joined(separator: ", ")); let it with `systemctl edit gatehouse` and IPAddressAllow, for a name also the name server")
        }
    }

    /// Whether the kernel holds the unit's `MemoryMax`. Raspberry Pi OS starts its kernel with `cgroup_disable=memory`.
    private func checkMemoryLimit(_ report: inout DoctorReport) {
        switch MemoryController.onThisMachine() {
        case .present: report.well("memory limit", "the kernel holds MemoryMax of the unit")
        case .absent:
            report.mind("memory limit", "the kernel has no memory controller, so MemoryMax of the unit does nothing and only LimitDATA holds. On Raspberry Pi OS add `cgroup_enable=memory` to the one line of /boot/firmware/cmdline.txt and start the board again")
        case .unknown:
            report.mind("memory limit", "no control groups of version 2 are at /sys/fs/cgroup, so it cannot be told whether MemoryMax of the unit holds")
        }
    }
}

extension Settings {
    /// Whom the gate speaks with that is not on this machine, in the words of the configuration.
    var placesElsewhere: [String] {
        var places = [("web.address", web.address)]
        if web.signIn.contains(.cas), let cas = web.cas { places.append(("web.cas", cas.server.host)) }
        if mqtt.isEnabled { places.append(("mqtt.host", mqtt.host)) }
        return places.filter { !$0.1.hasPrefix("127.") && !["localhost", "::1", "[::1]"].contains($0.1) }
            .map { "\($0.0) \($0.1)" }
    }
}
