# The store does not answer while somebody is in the lane: the passage is counted as soon as it does.

campus east cap 5
lane east-in entry at east
patron anna
patron bo
booking anna east 09:00-11:00
booking bo east 09:00-11:00

08:50     present anna at east-in   -> admit entry
08:50:01  store locked
08:50:02  passes in at east-in      -> behind 1
08:50:10  present bo at east-in     -> refuse gate_fault -> shut
08:50:20  store well                -> behind 0 -> inside 1 reserved 0 at east
08:50:30  present bo at east-in     -> admit entry
08:50:32  passes in at east-in      -> inside 2 at east
