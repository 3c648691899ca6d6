import Testing

@Suite("Staff") struct StaffTests {
    @Test("let one in or out", arguments: acts) func acting(_ row: LaneRow) throws { try row.check() }

    static let acts = [
        LaneRow("by button in: recorded, unlocked, and the passage belongs to the act", """
            0 admit on
                30 pulse in 300
                30 staff 1 admit_one by button
            200 admit off
                330 cut in
            900 passage-in on
                910 staff-passed 1 since 900
            1200 passage-in off
            9000 end
            """),
        LaneRow("by button out", """
            0 release on
                30 pulse out 300
                30 staff 1 release_one by button
            200 release off
                330 cut out
            900 passage-out on
                910 staff-passed 1 since 900
            1200 passage-out off
            9000 end
            """),
        LaneRow("by desk, and nobody comes", """
            0 desk admit
                0 pulse in 300
                0 staff 1 admit_one by desk
            100 desk release
                100 pulse out 300
                100 staff 2 release_one by desk
                300 cut in
                400 cut out
                5000 staff-not-passed 1
                5100 staff-not-passed 2
            9000 end
            """),
        LaneRow("in behind a grant", """
            0 grant s1 in
                0 pulse in 300
                300 cut in
            400 admit on
                430 staff 1 admit_one by button
            600 admit off
            800 passage-in on
                810 pulse in 300
                810 passed s1 since 800
            1000 passage-in off
                1110 cut in
            1500 passage-in on
                1510 staff-passed 1 since 1500
            1800 passage-in off
            9000 end
            """),
        LaneRow("in while too many wait is recorded as not served", """
            0 grant s1 in
                0 pulse in 300
            0 grant s2 in
            0 desk admit
                0 staff 1 admit_one by desk
            10 desk admit
                10 staff 2 admit_one by desk, not served
                300 cut in
                5000 pulse in 300
                5000 not-passed s1
                5300 cut in
                7000 gave-up s1
                10000 pulse in 300
                10000 not-passed s2
                10300 cut in
                12000 gave-up s2
                15000 staff-not-passed 1
            30000 end
            """),
        LaneRow("in during hold is recorded as not served; out always is", """
            0 hold on
                50 staff 1 hold_on by key_switch
                50 mode hold by key_switch
            500 admit on
                530 staff 2 admit_one by button, not served
            600 admit off
            700 release on
                730 pulse out 300
                730 staff 3 release_one by button
            800 release off
                1030 cut out
                5730 staff-not-passed 3
            9000 end
            """),
        LaneRow("one press of a bouncing button is one act", """
            0 admit on
            5 admit off
            9 admit on
                39 pulse in 300
                39 staff 1 admit_one by button
            300 admit off
            306 admit on
            310 admit off
                339 cut in
                5039 staff-not-passed 1
            9000 end
            """),
        LaneRow("a button that stays pressed is stuck, and acts once", """
            0 admit on
                30 pulse in 300
                30 staff 1 admit_one by button
                330 cut in
                5030 staff-not-passed 1
                10000 alarm button_stuck_button_admit up
            15000 admit off
                15030 alarm button_stuck_button_admit over
            20000 end
            """),
        LaneRow("a button found pressed at the start does nothing but be stuck", """
            0 level admit on
                10000 alarm button_stuck_button_admit up
            15000 admit off
                15030 alarm button_stuck_button_admit over
            20000 end
            """),
        LaneRow("a stuck push button for hold toggles once", on: .push, """
            0 hold on
                50 staff 1 hold_on by button
                50 mode hold by button
                10000 alarm button_stuck_switch_hold up
            15000 hold off
                15050 alarm button_stuck_switch_hold over
            20000 end
            """),
        LaneRow("a key found turned at the start takes effect, and is nobody's act", """
            0 level hold on
                50 mode hold by key_switch
            1000 hold off
                1050 staff 1 hold_off by key_switch
                1050 mode normal by key_switch
            2000 end
            """),
        LaneRow("many releases: the line is pulsed for each", """
            0 desk release
                0 pulse out 300
                0 staff 1 release_one by desk
                300 cut out
            400 desk release
                400 pulse out 300
                400 staff 2 release_one by desk
                700 cut out
            800 desk release
                800 pulse out 300
                800 staff 3 release_one by desk
                1100 cut out
            1200 desk release
                1200 pulse out 300
                1200 staff 4 release_one by desk
                1500 cut out
            1600 passage-out on
                1610 pulse out 300
                1610 staff-passed 1 since 1600
            1700 passage-out off
                1910 cut out
            3000 end
            """),
    ]
}
