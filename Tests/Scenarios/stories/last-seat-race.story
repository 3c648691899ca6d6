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
# Anna turns round; her seat is free seven seconds later: five to go through, two for who is late; and bo has it.
08:50:08  wait                        -> inside 0 reserved 0 at east
08:50:09  present bo at east-right    -> admit entry
08:50:10  present anna at east-left   -> refuse full
08:50:11  passes in at east-right     -> inside 1 at east
