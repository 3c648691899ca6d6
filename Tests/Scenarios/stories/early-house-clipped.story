# The other reading of "before the doors open": the window begins when the house does (rule early-house clip).

campus east cap 10
lane east-in entry at east
patron anna
booking anna east 08:00-10:00
rule early-house clip

07:45  present anna at east-in  -> refuse too_early opens 08:00
08:00  present anna at east-in  -> admit entry
08:00:02  passes in at east-in  -> inside 1 at east
