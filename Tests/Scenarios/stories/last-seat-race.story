# Two lanes, one seat left, the same instant: exactly one goes in (boundary table, B20).

campus east cap 1
lane east-left entry at east
lane east-right entry at east
patron anna
patron bo
booking anna east 09:00-11:00
booking bo east 09:00-11:00

08:50:00  present anna at east-left   -> admit entry
08:50:00  present bo at east-right    -> refuse full -> shut
# Anna turns round; her seat is free five seconds later and bo has it.
08:50:06  wait                        -> inside 0 reserved 0 at east
08:50:07  present bo at east-right    -> admit entry
08:50:08  present anna at east-left   -> refuse full
08:50:09  passes in at east-right     -> inside 1 at east
