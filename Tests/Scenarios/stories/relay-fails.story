# The unlock relay of the entry breaks: the seat goes back, and staff can see why.

campus east cap 5
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50     relay in fails at east-in
08:50:05  present anna at east-in   -> refuse gate_fault -> shut
08:50:15  wait                      -> inside 0 reserved 0 at east
08:50:20  present anna at east-in   -> refuse gate_fault -> shut
# The other relay of the lane is well, and does not make this one so.
08:50:25  press release at east-in  -> unlocks out
08:50:40  present anna at east-in   -> refuse gate_fault -> shut
08:55     relay in works at east-in
08:56     present anna at east-in   -> admit reentry -> unlocks in
08:56:02  passes in at east-in      -> inside 1 at east
