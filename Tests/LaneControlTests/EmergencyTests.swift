import Testing

@Suite("An emergency") struct EmergencyTests {
    @Test("is stronger than everything", arguments: rows) func emergency(_ row: LaneRow) throws { try row.check() }

    static let rows = [
        LaneRow("both ways open at once, out of hold, and hold is back when the alarm is over", """
            0 hold on
                50 staff 1 hold_on by key_switch
                50 mode hold by key_switch
            500 fire on
                520 pulse in 300
                520 pulse out 300
                520 mode emergency by fire
                820 cut in
                820 cut out
            1000 passage-out on
                1010 pulse out 300
                1010 unmatched out emergency since 1000
            1200 passage-out off
                1310 cut out
            3000 fire off
                3020 mode hold by fire
            3100 grant s1 in
                3100 not-passed s1
                3100 gave-up s1
            12000 end
            """),
        LaneRow("found by reading where edges were lost, it begins and ends by that", """
            1000 fire on
            1005 level fire off
            2000 level fire on
                2020 pulse in 300
                2020 pulse out 300
                2020 mode emergency by fire
                2320 cut in
                2320 cut out
            2400 level fire off
                2420 mode normal by fire
            12000 end
            """),
        LaneRow("active at the start it works from the first instant", """
            0 level fire on
            0 level hold on
                20 pulse in 300
                20 pulse out 300
                20 mode emergency by fire
            100 passage-out on
                110 cut out
                110 unmatched out emergency since 100
                210 pulse out 300
                320 cut in
            400 passage-out off
                510 cut out
            4000 end
            """),
        LaneRow("fed as an edge at the start it works too", """
            0 fire on
                20 pulse in 300
                20 pulse out 300
                20 mode emergency by fire
                320 cut in
                320 cut out
            400 end
            """),
        LaneRow("a spark on the wire shorter than its quiet time is none", """
            0 fire on
            15 fire off
            100 fire on
                120 pulse in 300
                120 pulse out 300
                120 mode emergency by fire
                420 cut in
                420 cut out
            4000 fire off
            4010 fire on
                5120 pulse in 300
                5120 pulse out 300
                5420 cut in
                5420 cut out
            5500 end
            """),
        LaneRow("an unlock that runs is not cut, its patron is counted", """
            0 grant s1 in
                0 pulse in 300
            100 fire on
                120 pulse out 300
                120 mode emergency by fire
                300 cut in
                420 cut out
            800 passage-in on
                810 pulse in 300
                810 passed s1 since 800
            1100 passage-in off
                1110 cut in
            4000 end
            """),
        LaneRow("a patron whose pulse is over is unlocked again at once", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            1000 fire on
                1020 pulse in 300
                1020 pulse out 300
                1020 mode emergency by fire
                1320 cut in
                1320 cut out
            4000 passage-in on
                4010 pulse in 300
                4010 passed s1 since 4000
                4310 cut in
            5000 fire off
                5020 mode normal by fire
                14000 alarm sensor_stuck_entry up
            20000 end
            """),
        LaneRow("staff cannot end it", """
            0 fire on
                20 pulse in 300
                20 pulse out 300
                20 mode emergency by fire
                320 cut in
                320 cut out
            500 desk hold on
                500 staff 1 hold_on by desk
            600 desk open off
                600 staff 2 open_off by desk
            4000 fire off
                4020 mode hold by fire
            9000 end
            """),
        LaneRow("a turnstile that is not ready is pulsed all the same", on: .ready, """
            0 fire on
                20 pulse in 300
                20 pulse out 300
                20 mode emergency by fire
                320 cut in
                320 cut out
                1000 alarm not_ready up
            2500 grant s1 in
                2500 pulse in 300
                2800 cut in
            4000 end
            """),
    ]
}
