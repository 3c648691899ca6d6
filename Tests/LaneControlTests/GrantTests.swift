import Testing

@Suite("A grant") struct GrantTests {
    @Test("opens for one passage, and ends once", arguments: one) func passage(_ row: LaneRow) throws { try row.check() }
    @Test("queues behind another", arguments: several) func queue(_ row: LaneRow) throws { try row.check() }

    static let one = [
        LaneRow("the pulse ends by itself, the passage is seen later", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            900 passage-in on
                910 passed s1 since 900
            1400 passage-in off
            9000 end
            """),
        LaneRow("a passage within the pulse ends it", """
            0 grant s1 in
                0 pulse in 300
            100 passage-in on
                110 cut in
                110 passed s1 since 100
            400 passage-in off
            9000 end
            """),
        LaneRow("nobody comes: the seat goes back five seconds after the unlock", """
            1000 grant s1 in
                1000 pulse in 300
                1300 cut in
                6000 not-passed s1
                8000 gave-up s1
            9000 end
            """),
        LaneRow("a wide lane waits twelve seconds, its longer pulse does not add to that", on: .wide, """
            0 grant s1 in
                0 pulse in 500
                500 cut in
                12000 not-passed s1
                14000 gave-up s1
            20000 end
            """),
        LaneRow("a passage that begins in the last millisecond counts", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            4999 passage-in on
                5009 passed s1 since 4999
            5299 passage-in off
            9000 end
            """),
        LaneRow("a sensor that never comes to rest does not keep a seat", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            4995 passage-in on
            5001 passage-in off
            5007 passage-in on
            5013 passage-in off
            5019 passage-in on
                5020 not-passed s1
            5025 passage-in off
                7020 gave-up s1
            9000 end
            """),
        LaneRow("a passage just after the wait is still its patron's, and no alarm", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
                5000 not-passed s1
            5600 passage-in on
                5610 passed s1 since 5600
            5900 passage-in off
            20000 end
            """),
        LaneRow("a passage two seconds after the wait is a forced one", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
                5000 not-passed s1
                7000 gave-up s1
            7000 passage-in on
                7010 unmatched in normal since 7000
                7010 alarm forced_passage_entry up
            7300 passage-in off
                17010 alarm forced_passage_entry over
            20000 end
            """),
        LaneRow("who is late does not take the next one's passage, only a second one", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            4000 grant s2 in
                5000 pulse in 300
                5000 not-passed s1
            5100 passage-in on
                5110 cut in
                5110 passed s2 since 5100
            5200 passage-in off
            5900 passage-in on
                5910 passed s1 since 5900
            6100 passage-in off
            9000 end
            """),
        LaneRow("the same pass just after the wait opens again, for one passage", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
                5000 not-passed s1
            6000 reopen s1 in
                6000 pulse in 300
                6300 cut in
            7500 passage-in on
                7510 passed s1 since 7500
            7700 passage-in off
            20000 end
            """),
        LaneRow("who is late on the way out is the one that left", """
            0 grant v1 out
                0 pulse out 300
                300 cut out
                5000 not-passed v1
            6900 passage-out on
                6910 passed v1 since 6900
            7100 passage-out off
            9000 end
            """),
        LaneRow("who is late when the ways are free is counted as that one, and the ways stay free", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
                5000 not-passed s1
            5100 desk open on
                5100 pulse in 300
                5100 pulse out 300
                5100 staff 1 open_on by desk
                5100 mode open by desk
            5200 passage-in on
                5210 cut in
                5210 passed s1 since 5200
                5310 pulse in 300
                5400 cut out
            5500 passage-in off
                5610 cut in
            6000 end
            """),
        LaneRow("exit is the same on its own line", """
            0 grant v1 out
                0 pulse out 300
                300 cut out
            700 passage-out on
                710 passed v1 since 700
            1000 passage-out off
            9000 end
            """),
        LaneRow("both directions are independent: somebody leaves while another is about to enter", """
            0 grant s1 in
                0 pulse in 300
            50 passage-out on
                60 unmatched out normal since 50
            150 grant v1 out
                150 pulse out 300
                300 cut in
            350 passage-out off
                450 cut out
            600 passage-out on
                610 passed v1 since 600
            900 passage-in on
                910 passed s1 since 900
            1200 passage-in off
            9000 end
            """),
    ]

    static let several = [
        LaneRow("the next is unlocked after the one before is through, when the line has rested", """
            0 grant s1 in
                0 pulse in 300
            20 grant s2 in
            150 passage-in on
                160 cut in
                160 passed s1 since 150
                260 pulse in 300
            400 passage-in off
                560 cut in
            1000 passage-in on
                1010 passed s2 since 1000
            1300 passage-in off
            9000 end
            """),
        LaneRow("the next is unlocked after the one before has timed out", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            4000 grant s2 in
                5000 pulse in 300
                5000 not-passed s1
                5300 cut in
                7000 gave-up s1
                10000 not-passed s2
                12000 gave-up s2
            12000 end
            """),
        LaneRow("two wait; a third is told that the lane is busy, and no seat is lost", """
            0 grant s1 in
                0 pulse in 300
            10 grant s2 in
            20 grant s3 in
            30 grant s4 in
                30 busy s4
                300 cut in
                5000 pulse in 300
                5000 not-passed s1
                5300 cut in
                7000 gave-up s1
                10000 pulse in 300
                10000 not-passed s2
                10300 cut in
                12000 gave-up s2
                15000 not-passed s3
                17000 gave-up s3
            20000 end
            """),
        LaneRow("whoever pushes through before the unlock does not take the next one's seat", """
            0 grant s1 in
                0 pulse in 300
            10 grant s2 in
            100 passage-in on
                110 cut in
                110 passed s1 since 100
            130 passage-in off
            170 passage-in on
                180 unmatched in normal since 170
                180 alarm forced_passage_entry up
                210 pulse in 300
            300 passage-in off
                510 cut in
            900 passage-in on
                910 passed s2 since 900
            1200 passage-in off
                10180 alarm forced_passage_entry over
            30000 end
            """),
        LaneRow("an exit waits for nobody: each is a pulse at once", """
            0 grant v1 out
                0 pulse out 300
                300 cut out
            1000 grant v2 out
                1000 pulse out 300
                1300 cut out
            2000 passage-out on
                2010 pulse out 300
                2010 passed v1 since 2000
            2300 passage-out off
                2310 cut out
            2800 passage-out on
                2810 passed v2 since 2800
            3100 passage-out off
            9000 end
            """),
        LaneRow("an exit beyond the queue is pulsed all the same", """
            0 grant v1 out
                0 pulse out 300
                300 cut out
            1000 grant v2 out
                1000 pulse out 300
                1300 cut out
            1400 grant v3 out
                1400 pulse out 300
                1700 cut out
            1800 grant v4 out
                1800 pulse out 300
                1800 busy v4
                2100 cut out
            2200 passage-out on
                2210 pulse out 300
                2210 passed v1 since 2200
            2400 passage-out off
                2510 cut out
            2600 passage-out on
                2610 pulse out 300
                2610 passed v2 since 2600
            2800 passage-out off
                2910 cut out
            3000 passage-out on
                3010 passed v3 since 3000
            3200 passage-out off
            3400 passage-out on
                3410 unmatched out normal since 3400
            3700 passage-out off
            9000 end
            """),
    ]
}
