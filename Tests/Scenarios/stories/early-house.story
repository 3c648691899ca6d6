# On time before the doors open: the check-in counts, the lane stays shut until 8 (boundary table, B10).

campus east cap 10
lane east-in entry at east
patron anna
patron bo
booking anna east 08:00-10:00
booking bo east 08:00-10:00

07:39:59  present anna at east-in  -> refuse too_early opens 07:40
07:45     present anna at east-in  -> refuse closed opens 08:00 -> shut
07:59:59  present anna at east-in  -> refuse closed opens 08:00 -> shut
08:00:00  present anna at east-in  -> admit entry -> unlocks in
08:00:02  passes in at east-in     -> inside 1 at east
# Bo checked in before 8 and comes late: the check-in was on time, the seat is still good.
08:00:05  present bo at east-in    -> admit entry
08:00:12  wait                     -> inside 1 reserved 0 at east
08:40     present bo at east-in    -> admit reentry
08:40:02  passes in at east-in     -> inside 2 at east
