/// The configuration of the measured gate, as the file that a gate is started with.
enum BenchConfiguration {
    /// An entry lane and an exit lane on simulated lines. Port 0 is no port to start with: it is for settings alone.
    static func text(store: String, keys: String, port: Int) -> String {
        """
        campuses:
          - { id: 1, slug: east, name: { zh: 东校区, en: East Campus }, cap: 300, hours: { daily: "00:00-24:00" },
              fence: { datum: GCJ-02, centre: [31.2, 121.5], radius: 150 m } }
        gates:
          - id: east-main
            campus: east
            board: simulated
            lanes:
              - { id: east-in, direction: entry, line-prefix: east-in., turnstile: { pulse: 100 ms, ready-input: true } }
              - { id: east-out, direction: exit, line-prefix: east-out., turnstile: { pulse: 100 ms, ready-input: true } }
        rules: { printed-passes: true }
        passes: { keys: "\(keys)" }
        store: { folder: "\(store)" }
        web: { port: \(port == 0 ? 8080 : port) }
        log: { level: warning }

        """
    }
}
