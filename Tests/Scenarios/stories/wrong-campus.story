# An East booking at the West gate: refused with the way to East, and still good there (boundary table, B18).

campus east cap 10
campus west cap 10
lane east-in entry at east
lane west-in entry at west
patron anna
booking anna east 09:00-11:00

08:50  present anna at west-in     -> refuse wrong_campus campus east -> shut
# An unhappy walk to the other campus, in time.
09:15  present anna at east-in     -> admit entry
09:15:03  passes in at east-in     -> inside 1 at east -> inside 0 at west
