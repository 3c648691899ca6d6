# The board is off for 25 seconds around the end of a check-in window: every start writes the gap, and nobody has missed it.

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo

08:00         anna books east 09:00-11:00                          -> accept
08:01         bo books east 10:30-11:30                            -> accept
09:19:55      power off
09:20:20      power on
09:40         expect anna violation none -> anna suspended no
# From then on everything counts again.
10:50:00.001  expect bo violation no_show
