# A pass on paper, where the library allows them; it is good once, like any other (rule printed-passes true).

campus east cap 10
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 09:00-11:00
rule printed-passes true
rule location when_given

08:50     present anna printed at east-in      -> admit entry
08:50:02  passes in at east-in                 -> inside 1 at east
08:50:10  present anna same at east-in         -> refuse already_in
10:00     present anna same at east-out        -> admit exit
10:00:02  passes out at east-out               -> inside 0 at east
10:10     present anna same at east-in         -> refuse already_ended
