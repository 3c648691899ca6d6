# What staff can do at a lane: let one in, let one out, hold the entry, open both ways.

campus east cap 2
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 09:00-11:00

08:50     press admit at east-in       -> unlocks in
08:50:02  passes in at east-in         -> inside 1 at east
08:51     press release at east-out    -> unlocks out
08:51:02  passes out at east-out       -> inside 0 at east
# Pressed in vain: nobody goes through.
08:52     press admit at east-in       -> unlocks in
08:52:10  wait                         -> inside 0 reserved 0 at east
# The hold key: nobody goes in, not even by the button; everybody gets out.
08:55     turn hold on at east-in
08:55:05  present anna at east-in      -> refuse lockdown -> shut
08:55:10  press admit at east-in       -> shut
08:55:15  press release at east-in     -> unlocks out
08:55:17  passes out at east-in
08:55:20  turn hold off at east-in
08:56     present anna at east-in      -> admit entry
08:56:02  passes in at east-in         -> inside 1 at east
# The open key: both ways are free, heads are counted without passes.
09:30     turn open on at east-in      -> unlocks in
09:30:05  passes in at east-in         -> inside 2 at east
09:30:08  passes in at east-in         -> inside 3 at east
09:31     turn open off at east-in
# Staff let three in, cap two: the count is honest, and passes are refused until somebody leaves.
09:31:20  passes out at east-in        -> inside 2 at east
