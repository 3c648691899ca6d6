# The board starts while the store does not answer yet: it runs, lets people out, and takes up its seats later.

campus east cap 5
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50     present anna at east-in   -> admit entry
08:50:01  store locked
08:50:02  power cut
08:50:04  press release at east-in  -> unlocks out
08:50:10  store well                -> inside 0 reserved 1 at east
08:50:20  wait                      -> inside 0 reserved 0 at east
