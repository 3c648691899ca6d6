# The passage sensor stays active: after ten seconds the lane says so and lets nobody in; leaving still works.

campus east cap 5
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50     present anna at east-in       -> admit entry
08:50:02  sensor in stuck at east-in    -> inside 1 at east
08:50:15  wait                          -> alarm sensor_stuck_entry
08:51     present anna at east-in       -> refuse gate_fault -> shut
08:52     press release at east-in      -> unlocks out
08:53     sensor in free at east-in
08:54     present anna at east-in       -> refuse already_in
