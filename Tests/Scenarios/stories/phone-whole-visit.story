# The whole visit by phone: book, check in, enter, sign out, leave, and book again (R5, R6, R22).

campus east cap 3
campus west cap 3
lane east-in entry at east
lane east-out exit at east
lane west-in entry at west
patron anna
patron bo inactive

08:00     anna books east 09:00-11:00                          -> accept
08:01     bo books east 09:00-11:00                            -> refuse account_inactive
# The window opens 20 minutes before.
08:39     present anna at east-in                              -> refuse too_early opens 08:40
08:50     present anna at east-in                              -> admit entry -> unlocks in -> anna booking checked_in
08:50:02  passes in at east-in                                 -> inside 1 at east -> anna booking in_use
# While she is in, she cannot book: sign out first, whichever campus it is.
10:00     anna books west 14:00-16:00                          -> refuse sign_out_first
10:04     anna cancels                                         -> refuse checked_in
# Her phone reads the changing code of the kiosk at the exit.
10:05     anna signs out at east-out                           -> admit exit -> unlocks out
10:05:02  passes out at east-out                               -> inside 0 at east -> anna booking completed
10:06     anna books west 14:00-16:00                          -> accept
14:10     anna checks in at west-in                            -> admit entry -> unlocks in
14:10:02  passes in at west-in                                 -> inside 1 at west -> anna booking in_use
14:11     expect anna violation none -> anna suspended no
