import Testing

@Suite("After a restart") struct RestartTests {
    @Test("a reserved seat waits for its passage without an unlock", arguments: rows)
    func resumed(_ row: LaneRow) throws { try row.check() }

    static let rows = [
        LaneRow("its patron goes through", """
            0 resume s1 in
            1500 passage-in on
                1510 passed s1 since 1500
            1800 passage-in off
            9000 end
            """),
        LaneRow("its patron does not", """
            0 resume s1 in
                5000 not-passed s1
                7000 gave-up s1
            9000 end
            """),
        LaneRow("its patron shows the pass again, and is unlocked", """
            0 resume s1 in
            2000 grant s1 in
                2000 pulse in 300
                2300 cut in
            4000 passage-in on
                4010 passed s1 since 4000
            4300 passage-in off
            9000 end
            """),
        LaneRow("three seats wait in turn, a fourth goes back at once", """
            0 resume s1 in
            0 resume s2 in
            0 resume s3 in
            0 resume s4 in
                0 not-passed s4
                0 gave-up s4
            0 resume s1 in
            1500 passage-in on
                1510 passed s1 since 1500
            1800 passage-in off
                6510 not-passed s2
                8510 gave-up s2
                11510 not-passed s3
                13510 gave-up s3
            30000 end
            """),
        LaneRow("the next patron is unlocked after it", """
            0 resume s1 in
            1000 grant s2 in
            1500 passage-in on
                1510 pulse in 300
                1510 passed s1 since 1500
            1700 passage-in off
                1810 cut in
            2500 passage-in on
                2510 passed s2 since 2500
            2800 passage-in off
            9000 end
            """),
        LaneRow("a hold goes on, and ends as any other", """
            0 resume-hold
                0 mode hold by restart
            500 grant s1 in
                500 not-passed s1
                500 gave-up s1
            900 desk hold off
                900 staff 1 hold_off by desk
                900 mode normal by desk
            2000 end
            """),
        LaneRow("in hold it waits all the same", """
            0 level hold on
            0 resume s1 in
            0 resume s2 in
                50 mode hold by key_switch
            1000 passage-in on
                1010 passed s1 since 1000
            1300 passage-in off
                6010 not-passed s2
                8010 gave-up s2
            20000 end
            """),
        LaneRow("in an emergency it is unlocked like everybody", """
            0 level fire on
                20 pulse in 300
                20 pulse out 300
                20 mode emergency by fire
            100 resume s1 in
            200 resume s2 in
                320 cut in
                320 cut out
            1000 passage-in on
                1010 pulse in 300
                1010 passed s1 since 1000
            1300 passage-in off
                1310 cut in
            4000 end
            """),
    ]
}
