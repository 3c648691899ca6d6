# Who stays too long: 未签退 a millisecond after end and 20 minutes, and the exit opens all the same (R14, B12, B13).

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo

08:00         anna books east 09:00-10:00                          -> accept
08:01         bo books east 21:00-22:00                            -> accept
08:50         present anna at east-in                              -> admit entry
08:50:02      passes in at east-in                                 -> inside 1 at east
10:20         expect anna booking in_use -> anna violation none
10:20:00.001  expect anna booking not_signed_out -> anna violation not_signed_out -> anna suspended until 2026-11-19
# The count goes by bodies, not by bookings.
10:30         expect inside 1 at east
10:31         present anna at east-out                             -> admit exit -> unlocks out
10:31:02      passes out at east-out                               -> inside 0 at east -> anna violation not_signed_out
# The crowd at closing time is still in time.
21:00         present bo at east-in                                -> admit entry
21:00:02      passes in at east-in                                 -> inside 1 at east
22:10         present bo at east-out                               -> admit exit
22:10:02      passes out at east-out                               -> inside 0 at east
22:30         expect bo violation none -> bo booking completed
