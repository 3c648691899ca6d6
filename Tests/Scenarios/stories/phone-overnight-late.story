# The board comes back when the house is open already: who was counted the evening before is counted out, and nobody else.

campus east cap 2
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
booking anna east 20:00-21:30

19:50         present anna at east-in                              -> admit entry
19:50:02      passes in at east-in                                 -> inside 1 at east
20:30         bo books east 10:00-12:00 on 2026-11-19              -> accept
21:30         power off
day 2026-11-19
10:00         power on
10:01         expect inside 0 reserved 0 at east
10:05         present bo at east-in                                -> admit entry
10:05:02      passes in at east-in                                 -> inside 1 at east
# Once more without power: those who came today stay.
10:30         power cut
10:32         expect inside 1 at east
