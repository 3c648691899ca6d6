# Somebody walks out while the board has no power: counted until the evening, and no violation.

campus east cap 300
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 09:00-11:00

09:00         present anna at east-in                              -> admit entry
09:00:02      passes in at east-in                                 -> inside 1 at east
09:30         power off
09:31         passes out at east-out
09:40         power on
09:45         expect inside 1 at east
11:30         expect anna violation none
23:01         expect inside 0 at east
