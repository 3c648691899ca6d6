# The gate was cut off when chen booked: the signed pass proves the booking (degraded), for chen and only once.

campus east cap 10
lane east-in entry at east
lane east-out exit at east
patron chen
booking chen east 09:00-11:00 unheard

08:39     present chen at east-in        -> refuse too_early opens 08:40
08:50     present chen at east-in        -> admit degraded -> unlocks in
08:50:02  passes in at east-in           -> inside 1 at east
08:50:10  present chen same at east-in   -> refuse already_in
09:30     present chen at east-out       -> admit exit
09:30:02  passes out at east-out         -> inside 0 at east
