# A morning at East: in with a pass, out with a pass.

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 09:00-11:00

08:55       present anna at east-in    -> admit entry -> unlocks in -> inside 0 reserved 1 at east
08:55:02    passes in at east-in       -> inside 1 reserved 0 at east
10:40       present anna at east-out   -> admit exit -> unlocks out
10:40:02    passes out at east-out     -> inside 0 at east
# Who has left needs a new booking to come again.
10:50       present anna at east-in    -> refuse already_ended -> shut
