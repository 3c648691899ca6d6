# The power is off over a check-in window: a gap in the record is the house's fault and nobody's violation (R20, R27).

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
patron cai

07:00         anna books east 09:00-11:00                          -> accept
07:01         bo books east 08:00-09:00                            -> accept
07:02         cai books east 10:30-11:30                           -> accept
08:00         present bo at east-in                                -> admit entry
08:00:02      passes in at east-in                                 -> inside 1 at east
08:45         power off
09:00         present anna at east-in                              -> undecided
09:01         anna books east 14:00-15:00
# The first thing that the house writes is that it was not there.
09:45         power on
09:46         expect anna booking released -> anna violation none -> anna suspended no
09:47         expect bo violation none
09:48         anna books east 14:00-15:00                          -> accept
# From then on everything counts again.
10:50:00.001  expect cai booking no_show -> cai violation no_show
