# One pass, one person: before the passage it opens again, after it never (boundary table, B21 and B22).

campus east cap 10
lane east-in entry at east
lane east-side entry at east
patron anna
patron bo
booking anna east 09:00-11:00
booking bo east 09:00-11:00

08:50:00  present anna at east-in              -> admit entry -> unlocks in
# The phone stays before the camera: that is still one presentation.
08:50:01  present anna same at east-in         -> undecided
# Away for two seconds and shown again: the lane opens again, the seat is the same.
08:50:03.500  present anna same at east-in     -> admit reentry -> unlocks in -> inside 0 reserved 1 at east
08:50:04  present bo of anna same at east-side -> refuse not_passed lane east-in -> shut
08:50:05  passes in at east-in                 -> inside 1 reserved 0 at east
# A friend behind her with a picture of the same code.
08:50:10  present bo of anna same at east-in   -> refuse already_in -> shut
08:50:30  present anna at east-side            -> refuse already_in -> shut
08:51     present bo at east-in                -> admit entry
08:51:02  passes in at east-in                 -> inside 2 at east
