# One visit at a time: the next booking elsewhere waits for the sign-out, back-to-back ones make one stay (R6, R7).

campus east cap 5
campus west cap 5
lane east-in entry at east
lane east-out exit at east
lane west-in entry at west
patron anna
patron bo
booking anna east 09:00-10:00
booking anna west 10:00-11:00
booking bo east 09:00-10:00
booking bo east 10:00-11:00

08:50     present anna at east-in   -> admit entry
08:50:02  passes in at east-in      -> inside 1 at east
08:51     present bo at east-in     -> admit entry
08:51:02  passes in at east-in      -> inside 2 at east
# Anna slipped out behind somebody and never signed out.
10:05     present anna at west-in   -> refuse sign_out_first campus east
10:06     present bo at east-in     -> refuse already_in
10:10     present anna at east-out  -> admit exit
10:10:02  passes out at east-out    -> inside 1 at east
10:19     present anna at west-in   -> admit entry
10:19:02  passes in at west-in      -> inside 1 at west
# Bo stayed on; his way out ends both bookings.
10:50     present bo at east-out    -> admit exit
10:50:02  passes out at east-out    -> inside 0 at east
