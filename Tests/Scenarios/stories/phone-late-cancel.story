# Cancelling up to the last instant of the window, and the two places of the quota (R5, R16; B8, B11).

campus east cap 5
lane east-in entry at east
patron anna
patron bo

08:00         anna books east 09:00-10:00 and east 10:00-11:00     -> accept
08:01         anna books east 14:00-15:00                          -> refuse quota
# The place comes back at once.
08:02         anna cancels 10:00                                   -> accept
08:03         anna books east 14:00-15:00                          -> accept
08:04         bo books east 09:00-10:00                            -> accept
# B11: 09:20:00.000 and a millisecond later.
09:20         anna cancels 09:00                                   -> accept
09:20:00.001  bo cancels 09:00                                     -> refuse too_late_to_cancel -> bo booking 09:00 no_show
09:30         expect anna violation none -> bo violation no_show
