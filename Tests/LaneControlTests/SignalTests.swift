import Testing

@Suite("Lamps and buzzer") struct SignalTests {
    @Test("say what each side should do", arguments: rows) func signals(_ row: LaneRow) throws { try row.check() }

    static let rows = [
        LaneRow("idle, go, idle; an exit does not touch the entry's", showsSignals: true, """
            0 end
                0 show in idle
                0 show out idle
            100 grant s1 in
                100 pulse in 300
                100 show in go
                400 cut in
            900 passage-in on
                910 passed s1 since 900
                910 show in idle
            1200 passage-in off
            2000 grant v1 out
                2000 pulse out 300
                2000 show out go
                2300 cut out
                7000 not-passed v1
                7000 show out idle
                9000 gave-up v1
            9000 end
            """),
        LaneRow("hold is stop for the entry only", showsSignals: true, """
            0 hold on
                0 show in idle
                0 show out idle
                50 staff 1 hold_on by key_switch
                50 mode hold by key_switch
                50 show in stop
            1000 hold off
                1050 staff 2 hold_off by key_switch
                1050 mode normal by key_switch
                1050 show in idle
            1200 end
            """),
        LaneRow("emergency is go for both", showsSignals: true, """
            0 fire on
                0 show in idle
                0 show out idle
                20 pulse in 300
                20 pulse out 300
                20 mode emergency by fire
                20 show in go
                20 show out go
                320 cut in
                320 cut out
            1000 fire off
                1020 mode normal by fire
                5020 show in idle
                5020 show out idle
            12000 end
            """),
        LaneRow("not ready is stop, ready is idle", on: .ready, showsSignals: true, """
            0 level ready on
                0 show in stop
                0 show out idle
                50 show in idle
            1000 end
            """),
        LaneRow("a forced passage asks for attention on its side", showsSignals: true, """
            0 passage-in on
                0 show in idle
                0 show out idle
                10 unmatched in normal since 0
                10 alarm forced_passage_entry up
                10 show in attention
            200 passage-in off
                10010 alarm forced_passage_entry over
                10010 show in idle
            20000 end
            """),
        LaneRow("an unlock that the line must rest for, and a seat after a restart, are wait", showsSignals: true, """
            0 resume s1 in
                0 show in wait
                0 show out idle
            1000 grant s1 in
                1000 pulse in 300
                1000 show in go
            1050 grant s1 in
                1050 show in wait
                1300 cut in
                1400 pulse in 300
                1400 show in go
                1700 cut in
            2000 end
            """),
    ]
}
