# Phones as people hold them: dark mode, tilted, out of focus.

campus east cap 5
lane east-in entry at east
patron anna
patron bo
booking anna east 09:00-11:00
booking bo east 09:00-11:00

08:50     present anna dark at east-in    -> admit entry
08:50:02  passes in at east-in            -> inside 1 at east
08:51     present bo badly at east-in     -> admit entry
08:51:02  passes in at east-in            -> inside 2 at east
