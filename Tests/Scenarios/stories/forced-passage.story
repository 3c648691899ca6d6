# Somebody climbs over the shut lane: an alarm, a head more in the count, and the next patron is not made to pay.

campus east cap 2
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 09:00-11:00

08:49     passes in at east-in     -> alarm forced_passage_entry -> inside 1 at east
08:50     present anna at east-in  -> admit entry
08:50:02  passes in at east-in     -> inside 2 at east
# The climber leaves without a pass.
09:30     passes out at east-out   -> inside 1 at east
