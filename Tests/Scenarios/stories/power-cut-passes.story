# The power fails between the unlock and the passage: after the start the lane waits for the one who was let in.

campus east cap 5
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50     present anna at east-in   -> admit entry
08:50:01  power cut                 -> shut -> inside 0 reserved 1 at east
08:50:03  passes in at east-in      -> inside 1 reserved 0 at east
