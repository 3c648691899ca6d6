# Before 8 and after 22 nobody goes in; leaving works at any hour (boundary table, B13).

campus east cap 5
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
booking anna east 20:00-22:00
booking bo east 22:10-23:00

07:00     present anna at east-in   -> refuse too_early opens 19:40
19:55     present anna at east-in   -> admit entry
19:55:02  passes in at east-in      -> inside 1 at east
# A booking that begins when the house is shut; the web pages offer none.
22:00:00  present bo at east-in     -> refuse closed -> shut
22:10     present anna at east-out  -> admit exit
22:10:02  passes out at east-out    -> inside 0 at east
