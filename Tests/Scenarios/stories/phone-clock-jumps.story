# A time service sets the clock an hour ahead: nothing is held against anybody, and ten minutes after it is right all is as before (R26).

campus east cap 3
lane east-in entry at east
patron anna
patron bo

07:00         anna books east 09:00-11:00                          -> accept
07:01         bo books east 09:30-11:00                            -> accept
08:59         clock jumps to 10:00
# By the clock she is too late; the clock is not believed.
09:00         present anna at east-in                              -> refuse clock_untrusted -> shut
09:01         bo books east 14:00-15:00                            -> refuse clock_untrusted
09:02         expect anna booking booked -> anna violation none
09:03         clock jumps to 09:03
09:04         expect anna booking booked
# Right, and not yet believed; a pass that agrees with the last known time is good.
09:05         present anna at east-in                              -> admit entry
09:05:02      passes in at east-in                                 -> inside 1 at east
09:14         bo books east 14:00-15:00                            -> accept
# Bo did not come, and nothing was at fault in his window but the clock, at its beginning.
09:50:00.001  expect bo booking 09:30 released -> bo violation none
