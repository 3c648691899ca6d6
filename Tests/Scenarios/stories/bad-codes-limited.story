# Somebody tries one code after the other: after five the lane rests from bad codes, but a good pass still opens.

campus east cap 10
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50:00  present anna text "guess 1" at east-in  -> refuse not_a_pass
08:50:02  present anna text "guess 2" at east-in  -> refuse not_a_pass
08:50:04  present anna text "guess 3" at east-in  -> refuse not_a_pass
08:50:06  present anna text "guess 4" at east-in  -> refuse not_a_pass
08:50:08  present anna text "guess 5" at east-in  -> refuse not_a_pass
08:50:10  present anna text "guess 6" at east-in  -> refuse rate_limited
08:50:12  present anna at east-in                 -> admit entry
08:50:14  passes in at east-in                    -> inside 1 at east
# Half a minute of quiet and bad codes get their own answer again.
08:50:50  present anna text "guess 7" at east-in  -> refuse not_a_pass
