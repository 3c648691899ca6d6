# The house is full although the bookings fitted: who was on time gets no violation (R15b, B19).

campus east cap 1
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
patron cai

07:00         bo books east 08:00-09:00                            -> accept
07:01         anna books east 09:00-10:00                          -> accept
07:02         cai books east 09:30-10:30                           -> refuse full
08:00         present bo at east-in                                -> admit entry
08:00:02      passes in at east-in                                 -> inside 1 at east
# Bo may stay to 09:20, and does.
09:05         present anna at east-in                              -> refuse full -> shut
09:19         present bo at east-out                               -> admit exit
09:19:02      passes out at east-out                               -> inside 0 at east
# Anna has gone elsewhere. Her booking ends without a violation, and its place is free.
09:20:00.001  expect anna booking released -> anna violation none -> anna suspended no
09:21         cai books east 09:30-10:30                           -> accept
