# The power fails between the unlock and the passage, and nobody comes: the seat goes back.

campus east cap 1
lane east-in entry at east
patron anna
patron bo
booking anna east 09:00-11:00
booking bo east 09:00-11:00

08:50     present anna at east-in   -> admit entry
08:50:01  power cut                 -> shut -> inside 0 reserved 1 at east
08:50:08  wait                      -> inside 0 reserved 0 at east
# The record of the pass outlived the cut: it opens again, and only for her own seat.
08:50:20  present anna same at east-in  -> admit reentry
08:50:22  passes in at east-in      -> inside 1 at east
08:51     power cut                 -> inside 1 reserved 0 at east
08:52     present bo at east-in     -> refuse full
