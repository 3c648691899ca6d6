import Testing

@Suite("Time") struct TimeTests {
    @Test("may be late, stand still or run back a little", arguments: rows)
    func time(_ row: LaneRow) throws { try row.check() }

    static let rows = [
        LaneRow("a late tick does everything in its order, and what it starts begins now", """
            0 grant s1 in
                0 pulse in 300
            100 grant s2 in
            8000 late-tick
                8000 cut in
                8000 not-passed s1
                8100 pulse in 300
                8400 cut in
                10000 gave-up s1
                13100 not-passed s2
                15100 gave-up s2
            20000 end
            """),
        LaneRow("a late tick does not lose a passage that began in time", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            1000 passage-in on
            8000 late-tick
                8000 passed s1 since 1000
                11000 alarm sensor_stuck_entry up
            20000 end
            """),
        LaneRow("everything at one instant", """
            0 grant s1 in
                0 pulse in 300
            0 grant v1 out
                0 pulse out 300
            0 desk hold on
                0 cut in
                0 staff 1 hold_on by desk
                0 mode hold by desk
            0 desk hold off
                0 staff 2 hold_off by desk
                0 mode normal by desk
            0 passage-out on
                10 cut out
                10 passed v1 since 0
            300 passage-out off
                5000 not-passed s1
                7000 gave-up s1
            9000 end
            """),
        LaneRow("an event from before the last one is taken as now", """
            1000 grant s1 in
                1000 pulse in 300
            990 grant v1 out
                990 pulse out 300
            400 desk release
                400 staff 1 release_one by desk
                1300 cut in
                1300 cut out
                1400 pulse out 300
                1700 cut out
                6000 pulse out 300
                6000 not-passed s1
                6000 not-passed v1
                6300 cut out
                8000 gave-up s1
                8000 gave-up v1
            9000 end
            """),
    ]
}
