import Foundation
import GateControl

/// Reports with fixed content, and the exact text that the service must answer for them.
enum Reports {
    /// Every field is there.
    static let whole = #"""
        {"asOf":"2026-11-21T09:00:00.000+08:00","campuses":[{"asOf":"2026-11-21T09:00:00.000+08:00","campus":"east","cap":300,"closes":"2026-11-21T22:00:00.000+08:00","inside":41,"level":"free","name":{"en":"East Campus","zh":"东校区"},"opens":"2026-11-21T08:00:00.000+08:00","quality":"exact","reserved":1,"source":"visits","state":"open"}],"clock":"trusted","clockDoubt":{"aheadSeconds":864000,"cause":"ahead","words":{"en":"ahead","zh":"超前"}},"gates":[{"campus":"east","gate":"east-main","lanes":[{"advice":["/dev/video0: there is no such device"],"alarms":["not_ready"],"camera":"fault","direction":"entry","framesPerSecond":29.9,"gpio":"ok","lane":"east-in","lastDecision":{"at":"2026-11-21T08:59:58.000+08:00","code":"entry"},"lastRead":"2026-11-21T08:59:58.000+08:00","mode":"normal","state":"fault"}]}],"health":"degraded","record":{"lost":0,"problem":"store, admit: the disk is full","waiting":2},"store":{"bytes":850,"daysLeft":30,"growthPerDay":5,"isNearlyFull":true,"limit":1000,"percent":85},"storeTroubles":[{"code":"damaged","words":{"en":"damaged","zh":"损坏"}}],"uptimeSeconds":3600,"version":"0.1.0"}
        """#

    /// What may be left out is left out.
    static let sparse = #"""
        {"asOf":"2026-11-21T23:00:00.000+08:00","campuses":[{"asOf":"2026-11-21T23:00:00.000+08:00","campus":"west","cap":250,"inside":0,"level":"unknown","name":{"en":"West Campus","zh":"西校区"},"quality":"unknown","reserved":0,"source":"unknown","state":"closed"}],"clock":"untrusted","gates":[{"campus":"west","gate":"west-main","lanes":[{"advice":[],"alarms":[],"camera":"none","direction":"exit","gpio":"ok","lane":"west-out","mode":"hold","state":"hold"}]}],"health":"degraded","record":{"lost":0,"waiting":0},"uptimeSeconds":0,"version":"0.1.0"}
        """#

    static func report(_ text: String) throws -> StatusReport {
        try JSONDecoder().decode(StatusReport.self, from: Data(text.utf8))
    }
}
