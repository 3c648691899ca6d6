import Testing

@Suite("A passage") struct PassageTests {
    @Test("without a grant", arguments: unmatched) func forced(_ row: LaneRow) throws { try row.check() }
    @Test("is seen by a sensor that bounces and sticks", arguments: sensors)
    func sensor(_ row: LaneRow) throws { try row.check() }

    static let unmatched = [
        LaneRow("in is forced: alarm, and it counts; the alarm ends after ten seconds", """
            0 passage-in on
                10 unmatched in normal since 0
                10 alarm forced_passage_entry up
            300 passage-in off
                10010 alarm forced_passage_entry over
            20000 end
            """),
        LaneRow("each forced one is an alarm", """
            0 passage-in on
                10 unmatched in normal since 0
                10 alarm forced_passage_entry up
            300 passage-in off
            4000 passage-in on
                4010 unmatched in normal since 4000
                4010 alarm forced_passage_entry up
            4300 passage-in off
                14010 alarm forced_passage_entry over
            20000 end
            """),
        LaneRow("out is free on many turnstiles: it counts without alarm", """
            0 passage-out on
                10 unmatched out normal since 0
            300 passage-out off
            20000 end
            """),
        LaneRow("out is an alarm where exits are controlled", on: .exitControlled, """
            0 passage-out on
                10 unmatched out normal since 0
                10 alarm forced_passage_exit up
            300 passage-out off
                10010 alarm forced_passage_exit over
            20000 end
            """),
        LaneRow("the second one on one unlock is forced", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            500 passage-in on
                510 passed s1 since 500
            700 passage-in off
            800 passage-in on
                810 unmatched in normal since 800
                810 alarm forced_passage_entry up
            900 passage-in off
                10810 alarm forced_passage_entry over
            20000 end
            """),
        LaneRow("that began before the unlock is not the patron's", """
            0 passage-in on
            5 grant s1 in
                5 pulse in 300
                10 unmatched in normal since 0
                10 alarm forced_passage_entry up
            300 passage-in off
                305 cut in
            900 passage-in on
                910 passed s1 since 900
            1200 passage-in off
                10010 alarm forced_passage_entry over
            20000 end
            """),
    ]

    static let sensors = [
        LaneRow("shorter than the quiet time is none", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            500 passage-in on
            505 passage-in off
                5000 not-passed s1
                7000 gave-up s1
            9000 end
            """),
        LaneRow("that bounces is one, at its first edge", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            500 passage-in on
            502 passage-in off
            504 passage-in on
            506 passage-in off
            508 passage-in on
                518 passed s1 since 500
            800 passage-in off
            804 passage-in on
            806 passage-in off
            9000 end
            """),
        LaneRow("whose edges are heard late counts: their instants tell", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            900 release on
            500 passage-in on
            700 passage-in off
                700 passed s1 since 500
                930 pulse out 300
                930 staff 1 release_one by button
                1230 cut out
                5930 staff-not-passed 1
            9000 end
            """),
        LaneRow("that never ends is a stuck sensor, and counts once", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            500 passage-in on
                510 passed s1 since 500
                10500 alarm sensor_stuck_entry up
            20000 passage-in off
                20010 alarm sensor_stuck_entry over
            30000 end
            """),
        LaneRow("sensor stuck active at the start counts nobody", """
            0 level passage-in on
                10000 alarm sensor_stuck_entry up
            20000 level passage-in off
                20010 alarm sensor_stuck_entry over
            30000 end
            """),
    ]
}
