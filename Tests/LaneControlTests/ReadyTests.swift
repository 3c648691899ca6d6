import Testing

@Suite("The ready input") struct ReadyTests {
    @Test("says whether the turnstile can work", arguments: rows) func ready(_ row: LaneRow) throws { try row.check() }

    static let rows = [
        LaneRow("ready from the start: nothing to say", on: .ready, """
            0 level ready on
            5000 end
            """),
        LaneRow("not ready for more than a second while idle is an alarm", on: .ready, """
            0 level ready on
            1000 ready off
            1500 ready on
            3000 ready off
                4050 alarm not_ready up
            5000 ready on
                5050 alarm not_ready over
            6000 end
            """),
        LaneRow("never ready since the start", on: .ready, """
            0 end
                1000 alarm not_ready up
            5000 end
            """),
        LaneRow("not ready while somebody goes through is no alarm", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
            1200 ready off
                1300 cut in
            3500 passage-in on
                3600 passed s1 since 3500
            3700 passage-in off
            3800 ready on
            6000 end
            """),
        LaneRow("an entry is refused and its seat goes back, an exit is pulsed", on: .ready, """
            0 level ready off
            100 grant s1 in
                100 alarm not_ready up
                100 not-passed s1
                100 gave-up s1
            200 grant v1 out
                200 pulse out 300
            300 admit on
                330 staff 1 admit_one by button, not served
                500 cut out
                5200 not-passed v1
            6000 end
            """),
        LaneRow("lost while one waits: that one gets the seat back", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
            1100 grant s2 in
                1300 cut in
            2000 ready off
                6000 not-passed s1
                6000 alarm not_ready up
                6000 not-passed s2
                6000 gave-up s2
                8000 gave-up s1
            20000 end
            """),
        LaneRow("a passage is reported when it cannot be a loss of power", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
            1200 passage-in on
                1210 cut in
                1300 passed s1 since 1200
            1500 passage-in off
            9000 end
            """),
        LaneRow("a passage just before the loss of ready is the loss of power", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
                1300 cut in
            2000 passage-in on
            2003 passage-out on
            2090 ready off
                2090 alarm power_loss up
                6000 not-passed s1
                7000 alarm not_ready up
                8000 gave-up s1
                12000 alarm sensor_stuck_entry up
                12003 alarm sensor_stuck_exit up
                12090 alarm power_loss over
            20000 end
            """),
        LaneRow("a loss that is found by reading is one too", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
                1300 cut in
            2000 passage-in on
            2090 level ready off
                2090 alarm power_loss up
                6000 not-passed s1
                7000 alarm not_ready up
                8000 gave-up s1
                12000 alarm sensor_stuck_entry up
                12090 alarm power_loss over
            20000 end
            """),
        LaneRow("a passage just after it too", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
                1300 cut in
            2000 ready off
            2080 passage-in on
                2090 alarm power_loss up
            5000 passage-in off
            5000 ready on
                6000 not-passed s1
                8000 gave-up s1
                12090 alarm power_loss over
            20000 end
            """),
        LaneRow("a passage well before it counts", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
                1300 cut in
            2000 passage-in on
                2100 passed s1 since 2000
            2300 passage-in off
            2300 ready off
            2600 ready on
            9000 end
            """),
        LaneRow("the same pass while its patron is in the arm does not let another one in", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
                1300 cut in
            2000 passage-in on
            2050 grant s1 in
                2100 passed s1 since 2000
            2300 passage-in off
            9000 end
            """),
        LaneRow("nor does a second pulse that was planned before", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
            1250 grant s1 in
                1300 cut in
            1340 passage-in on
                1440 passed s1 since 1340
            1600 passage-in off
            9000 end
            """),
        LaneRow("two passages in quick succession are two", on: .ready, """
            0 level ready on
            1000 grant s1 in
                1000 pulse in 300
            1000 grant s2 in
                1300 cut in
            2000 passage-in on
            2020 passage-in off
            2040 passage-in on
                2050 pulse in 300
                2050 passed s1 since 2000
                2140 unmatched in normal since 2040
                2140 alarm forced_passage_entry up
            2300 passage-in off
                2350 cut in
            2800 passage-in on
                2900 passed s2 since 2800
            3100 passage-in off
                12140 alarm forced_passage_entry over
            20000 end
            """),
    ]
}
