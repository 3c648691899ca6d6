# Leaving is never refused: without a pass, with a strange code, with somebody's picture, at any hour.

campus east cap 5
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 09:00-11:00

08:50     present anna at east-in                     -> admit entry
08:50:02  passes in at east-in                        -> inside 1 at east
09:00     present anna text "bus ticket" at east-out  -> admit exit_unmatched -> unlocks out
# Nobody went after all; the real pass then ends the visit.
09:00:10  wait                                        -> inside 1 at east
09:01     present anna forged at east-out             -> admit exit_unmatched -> unlocks out
09:01:02  passes out at east-out                      -> inside 0 at east
