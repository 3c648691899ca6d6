/// The configuration of the demonstration library, as a file that a gate could be started with.
enum DemoConfiguration {
    /// Two campuses, a gate each with a lane in and a lane out. Two readings differ from those that are shipped, and the
    /// demonstration says so: nobody's laptop stands on the campus, and nobody wants to wait for the next half hour.
    static func text(folder: String, port: Int) -> String {
        """
        campuses:
          - id: 1
            slug: east
            name: { zh: 东校区, en: East Campus }
            cap: 300
            hours: { daily: "08:00-22:00" }
            fence: { datum: GCJ-02, centre: [31.1753, 121.5315], radius: 200 m }
          - id: 2
            slug: west
            name: { zh: 西校区, en: West Campus }
            cap: 250
            hours: { daily: "08:00-22:00" }
            fence: { datum: GCJ-02, centre: [31.2305, 121.4000], radius: 200 m }
        gates:
          - id: east-main
            campus: east
            board: simulated
            lanes:
              - { id: east-in, direction: entry, line-prefix: east-in., turnstile: { ready-input: true } }
              - { id: east-out, direction: exit, line-prefix: east-out., turnstile: { ready-input: true } }
          - id: west-main
            campus: west
            board: simulated
            lanes:
              - { id: west-in, direction: entry, line-prefix: west-in., turnstile: { ready-input: true } }
              - { id: west-out, direction: exit, line-prefix: west-out., turnstile: { ready-input: true } }
        rules: { location: off }
        booking: { creation: in_window }
        passes: { keys: "\(folder)/keys" }
        store: { folder: "\(folder)/state" }
        web: { port: \(port), public-url: "http://127.0.0.1:\(port)" }
        log: { level: warning }

        """
    }
}
