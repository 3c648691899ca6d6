import Testing

@Suite("Hold") struct HoldTests {
    @Test("stops the entry and nothing else", arguments: rows) func holding(_ row: LaneRow) throws { try row.check() }

    static let rows = [
        LaneRow("a grant is refused and its seat goes back, an exit opens", """
            0 hold on
                50 staff 1 hold_on by key_switch
                50 mode hold by key_switch
            100 grant s1 in
                100 not-passed s1
                100 gave-up s1
            200 grant v1 out
                200 pulse out 300
                500 cut out
            900 passage-out on
                910 passed v1 since 900
            2000 hold off
                2050 staff 2 hold_off by key_switch
                2050 mode normal by key_switch
            2100 grant s2 in
                2100 pulse in 300
                2400 cut in
                7100 not-passed s2
            9000 end
            """),
        LaneRow("an unlock that runs is cut, somebody already in the arm is counted", """
            0 grant s1 in
                0 pulse in 300
            20 grant s2 in
            100 hold on
                150 cut in
                150 staff 1 hold_on by key_switch
                150 mode hold by key_switch
                150 not-passed s2
                150 gave-up s2
            400 passage-in on
                410 passed s1 since 400
            700 passage-in off
            9000 end
            """),
        LaneRow("nobody in the arm: the seat goes back at the end of the wait", """
            0 grant s1 in
                0 pulse in 300
            100 hold on
                150 cut in
                150 staff 1 hold_on by key_switch
                150 mode hold by key_switch
                5000 not-passed s1
                7000 gave-up s1
            9000 end
            """),
        LaneRow("the same pass again during hold does not unlock", """
            0 grant s1 in
                0 pulse in 300
            100 hold on
                150 cut in
                150 staff 1 hold_on by key_switch
                150 mode hold by key_switch
            1000 grant s1 in
                5000 not-passed s1
                7000 gave-up s1
            9000 end
            """),
        LaneRow("a forced entry is an alarm in hold too", """
            0 hold on
                50 staff 1 hold_on by key_switch
                50 mode hold by key_switch
            500 passage-in on
                510 unmatched in hold since 500
                510 alarm forced_passage_entry up
            900 passage-in off
                10510 alarm forced_passage_entry over
            20000 end
            """),
        LaneRow("a push button turns it on and off", on: .push, """
            0 hold on
                50 staff 1 hold_on by button
                50 mode hold by button
            200 hold off
            1000 hold on
                1050 staff 2 hold_off by button
                1050 mode normal by button
            1200 hold off
            2000 end
            """),
        LaneRow("the desk holds and ends it", """
            0 desk hold on
                0 staff 1 hold_on by desk
                0 mode hold by desk
            500 desk hold on
                500 staff 2 hold_on by desk
            1000 desk hold off
                1000 staff 3 hold_off by desk
                1000 mode normal by desk
            2000 end
            """),
        LaneRow("the desk cannot end what a key keeps", """
            0 hold on
                50 staff 1 hold_on by key_switch
                50 mode hold by key_switch
            500 desk hold off
                500 staff 2 hold_off by desk, not served
            1000 hold off
                1050 staff 3 hold_off by key_switch
                1050 mode normal by key_switch
            2000 end
            """),
    ]
}
