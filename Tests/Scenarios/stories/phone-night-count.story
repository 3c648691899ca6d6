# Whoever is still counted an hour after closing is counted out, and has missed the sign-out.

campus east cap 300
lane east-in entry at east
lane east-out exit at east
patron anna
booking anna east 20:00-22:00

20:00         present anna at east-in                              -> admit entry
20:00:02      passes in at east-in                                 -> inside 1 at east
22:30         expect anna violation not_signed_out
22:59         expect inside 1 at east
23:01         expect inside 0 at east
