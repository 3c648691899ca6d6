# The lane opens and nobody goes through: the seat goes back, and the same pass may try again.

campus east cap 1
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

09:19:00  present anna at east-in       -> admit entry -> inside 0 reserved 1 at east
09:19:08  wait                          -> inside 0 reserved 0 at east
# Still within its minute: the very same code.
09:19:30  present anna same at east-in  -> admit reentry -> unlocks in -> inside 0 reserved 1 at east
09:19:38  wait                          -> inside 0 reserved 0 at east
# The check-in of 09:19 counts, so after 09:20 a new code is still good.
09:25:00  present anna at east-in       -> admit reentry
09:25:02  passes in at east-in          -> inside 1 at east
