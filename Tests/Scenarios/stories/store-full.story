# The disk is full: nobody goes in on a decision that is not written, everybody goes out, and nothing is lost.

campus east cap 5
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
patron chen
booking anna east 09:00-11:00
booking bo east 09:00-11:00
booking chen east 09:00-11:00

08:50     present anna at east-in   -> admit entry
08:50:02  passes in at east-in      -> inside 1 at east
09:00     store full
09:01     present bo at east-in     -> refuse gate_fault -> shut -> behind 1
09:01:30  present chen at east-in   -> refuse gate_fault -> behind 2
09:02     present anna at east-out  -> admit exit -> unlocks out
09:02:02  passes out at east-out
09:03     press admit at east-in    -> unlocks in
09:03:10  wait
09:10     store well                -> behind 0 -> inside 0 at east
# Bo came on time and the house was at fault.
09:15     present bo at east-in     -> admit entry
09:15:02  passes in at east-in      -> inside 1 at east
# Chen comes back too late: what was written afterwards still knows that the house was at fault.
09:30     present chen at east-in   -> refuse released
