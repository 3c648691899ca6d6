# Two bookings end to end are one stay: one check-in, one sign-out, due at the end of the second (R7, B5).

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo

07:00         anna books east 08:00-12:00 and east 12:00-16:00     -> accept
07:01         bo books east 08:00-10:00 and east 10:00-12:00       -> accept
08:05         present anna at east-in                              -> admit entry
08:05:02      passes in at east-in                                 -> inside 1 at east
08:06         present bo at east-in                                -> admit entry
08:06:02      passes in at east-in                                 -> inside 2 at east
10:00         expect bo booking 08:00 completed -> bo booking 10:00 in_use
# Nobody has to come to the gate at noon.
12:00         expect anna booking 08:00 completed -> anna booking 12:00 in_use
12:19:30      present bo at east-out                               -> admit exit
12:19:32      passes out at east-out                               -> inside 1 at east -> bo booking 10:00 completed
12:30         expect bo violation none -> anna violation none
16:10         present anna at east-out                             -> admit exit
16:10:02      passes out at east-out                               -> inside 0 at east
16:30         expect anna violation none -> anna booking 12:00 completed
