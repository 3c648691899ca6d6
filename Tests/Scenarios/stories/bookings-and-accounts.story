# Bookings that are no more, and an account that was closed.

campus east cap 10
lane east-in entry at east
patron anna
patron bo inactive
patron chen
booking anna east 09:00-11:00 cancelled
booking bo east 09:00-11:00

08:50     present anna at east-in  -> refuse cancelled -> shut
08:50:30  present bo at east-in    -> refuse account_inactive -> shut
# Chen has no booking, and so no pass either.
08:51     present chen at east-in  -> refuse not_a_pass
