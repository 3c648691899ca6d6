# The check-in window: 20 minutes to either side of the start, to the millisecond (boundary table, B9).

campus east cap 10
lane east-in entry at east
patron anna
patron bo
patron chen
patron dora
booking anna east 09:00-11:00
booking bo east 09:00-11:00
booking chen east 09:00-11:00
booking dora east 09:00-11:00

08:39:59.999  present anna at east-in  -> refuse too_early opens 08:40 -> shut
08:40:00.000  present bo at east-in    -> admit entry
08:40:03      passes in at east-in     -> inside 1 at east
# Coming back in time is all that anna has to do.
08:40:10      present anna at east-in  -> admit entry
08:40:12      passes in at east-in     -> inside 2 at east
09:20:00.000  present chen at east-in  -> admit entry
09:20:02      passes in at east-in     -> inside 3 at east
09:20:02.500  present dora at east-in  -> refuse too_late -> shut
