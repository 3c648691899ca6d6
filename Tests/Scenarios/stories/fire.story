# A fire alarm while people queue: both ways are free at once, no pass is decided, no booking changes (B23).

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
patron chen
booking anna east 09:00-11:00
booking bo east 09:00-11:00
booking chen east 09:00-11:00

08:50     present anna at east-in   -> admit entry
08:50:02  passes in at east-in      -> inside 1 at east
08:51     present bo at east-in     -> admit entry -> inside 1 reserved 1 at east
08:51:01  fire on                   -> unlocks in -> unlocks out
08:51:03  present chen at east-in   -> refuse emergency_open
# Bo turns round in the lane; anna walks out without showing anything.
08:51:05  passes out at east-out    -> inside 0 at east
08:51:20  wait                      -> inside 0 reserved 0 at east
08:58     fire off
# The alarm is over: bo and chen lost nothing.
09:00     present bo at east-in     -> admit reentry
09:00:02  passes in at east-in      -> inside 1 at east
09:01     present chen at east-in   -> admit entry
09:01:02  passes in at east-in      -> inside 2 at east
# Nobody saw anna's pass when she ran: to the gate she is still inside, and staff let her in.
09:02     present anna at east-in   -> refuse already_in
09:02:10  press admit at east-in    -> unlocks in
09:02:12  passes in at east-in      -> inside 3 at east
