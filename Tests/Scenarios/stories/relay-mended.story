# A relay that refused once and obeys again needs nobody to touch the lane: the next pass finds that out.

campus east cap 5
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 09:00-11:00

08:50     relay in fails at east-in
08:50:05  present anna at east-in    -> refuse gate_fault -> shut
08:51     relay in works at east-in
08:51:10  present anna at east-in    -> admit reentry -> unlocks in
08:51:12  passes in at east-in       -> inside 1 at east
# An exit whose relay is dead says so at once; another way out is free.
09:30     relay out fails at east-out
09:30:05  present anna at east-out   -> refuse gate_fault -> shut
09:30:20  press release at east-in   -> unlocks out
09:30:22  passes out at east-in      -> inside 0 at east
