# The board loses its power before closing and comes back the next morning: the closing reset that was missed runs then.

campus east cap 1
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
booking anna east 20:00-21:30

19:50         present anna at east-in                              -> admit entry
19:50:02      passes in at east-in                                 -> inside 1 at east
20:30         bo books east 09:00-11:00 on 2026-11-19              -> accept
21:30         power off
day 2026-11-19
# The house is empty, and so is the count.
07:00         power on
07:01         expect inside 0 reserved 0 at east
08:55         present bo at east-in                                -> admit entry
08:55:02      passes in at east-in                                 -> inside 1 at east
09:30         expect bo violation none
