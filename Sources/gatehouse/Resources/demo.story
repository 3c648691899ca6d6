# A day at the doors of a small library with two campuses: East with three seats, West with two.
#
# Every pass below is signed, drawn as a picture of a phone, found and read by the real decoder, decided by the real
# rules in a real store, and opens a simulated turnstile. What the teller expects stands after `->`.

day 2026-11-18
campus east cap 3 open 08:00-22:00
campus west cap 2 open 08:00-22:00
lane east-in entry at east
lane east-out exit at east
lane west-in entry at west

patron anna
patron bo
patron chen
patron dora
patron emil
booking anna east 09:00-11:00
booking bo east 09:00-11:00
booking chen east 09:00-11:00
booking dora east 09:00-11:00
booking emil west 14:00-16:00

# Anna cannot wait. Her check-in opens at 08:40, and the gate says so.
08:31     present anna at east-in            -> refuse too_early opens 08:40

# On time: a seat is held, the turnstile unlocks, and with her first step inside the seat is taken.
08:42     present anna at east-in            -> admit entry -> unlocks in
08:42:03  passes in at east-in               -> inside 1 at east

# A friend outside tries a picture of her code. One pass lets one in.
08:43     present emil of anna same at east-in  -> refuse already_in -> shut

# Bo is at the wrong building. The gate sends him to the right one; there is time enough.
08:45     present bo at west-in              -> refuse wrong_campus campus east

# Dora is still in the dormitory and has sent her code to a friend at the gate. The code says where it was made.
08:48     present dora outside at east-in    -> refuse outside_geofence

# The friend then tries a code that the library never made.
08:50     present dora forged at east-in     -> refuse bad_signature -> shut

# Bo has walked over, but drops his bag in front of the lane. Nobody passes: the seat goes back after seven seconds.
08:56     present bo at east-in              -> admit entry
08:56:08  wait                               -> inside 1 reserved 0 at east

# The same code, a moment later: the lane opens again.
08:56:20  present bo same at east-in         -> admit reentry
08:56:23  passes in at east-in               -> inside 2 at east

# Chen holds the phone askew; the decoder does not mind. That was the last seat.
08:58     present chen badly at east-in      -> admit entry
08:58:03  passes in at east-in               -> inside 3 at east

# Dora, now in person and on time, finds the house full. That is not her fault and never counts against her.
09:05     present dora at east-in            -> refuse full -> shut

# Anna goes home early: leaving is signing out. Nobody is ever kept in.
09:12     present anna at east-out           -> admit exit -> unlocks out
09:12:03  passes out at east-out             -> inside 2 at east

# Her seat is now Dora's.
09:13     present dora at east-in            -> admit entry
09:13:03  passes in at east-in               -> inside 3 at east

# A visitor has no booking, and the librarian presses the button. The count stays honest, even above the cap.
10:00     press admit at east-in             -> unlocks in
10:00:03  passes in at east-in               -> inside 4 at east

# Emil overslept. Twenty minutes after its start a booking is gone.
14:20:01  present emil at west-in            -> refuse too_late

# Fire drill: all lanes are free in both directions at once, whatever the software thinks.
15:00     fire on                            -> unlocks in -> unlocks out
15:00:05  passes out at east-out
15:00:07  passes out at east-out
15:00:09  passes out at east-out
15:00:11  passes out at east-in              -> inside 0 at east
15:05     fire off
