# Three seats, four patrons: the fourth waits, without a violation, until somebody leaves (boundary table, B19).

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
patron chen
patron dora
patron emil
booking anna east 09:00-11:00
booking bo east 09:00-11:00
booking chen east 09:00-11:00
booking dora east 09:00-11:00
booking emil east 09:00-11:00

08:50     present anna at east-in  -> admit entry
08:50:02  passes in at east-in
08:51     present bo at east-in    -> admit entry
08:51:02  passes in at east-in
# Chen's seat counts from the moment it is held.
08:52     present chen at east-in  -> admit entry -> inside 2 reserved 1 at east
08:52:01  present dora at east-in  -> refuse full -> shut
08:52:02  passes in at east-in     -> inside 3 at east
09:10     present dora at east-in  -> refuse full
09:15     present anna at east-out -> admit exit
09:15:02  passes out at east-out   -> inside 2 at east
09:16     present dora at east-in  -> admit entry
09:16:02  passes in at east-in     -> inside 3 at east
09:18     present emil at east-in  -> refuse full
# Turned away on time, then the window closed: the booking is released and no violation follows.
09:30     present emil at east-in  -> refuse released
