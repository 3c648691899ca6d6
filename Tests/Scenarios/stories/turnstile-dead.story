# The turnstile loses its power: the lane takes no seat and says whose fault it is.

campus east cap 5
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50     turnstile dead at east-in
08:50:02  wait                      -> alarm not_ready
08:50:10  present anna at east-in   -> refuse gate_fault -> shut -> inside 0 reserved 0 at east
08:50:15  press admit at east-in    -> shut
# Mended after the window has closed: she was turned away on time, so the booking is released and no violation follows.
09:25     turnstile ready at east-in
09:26     present anna at east-in   -> refuse released
