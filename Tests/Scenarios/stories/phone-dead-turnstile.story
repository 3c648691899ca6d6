# The only turnstile of a campus dies within a window; at the other campus patrons answer for themselves (R17, R27).

campus east cap 3
campus west cap 3
lane east-in entry at east
lane west-in entry at west
patron anna
patron bo
patron cai

07:00         anna books east 09:00-11:00                          -> accept
07:01         bo books west 09:00-11:00                            -> accept
07:02         cai books east 10:00-11:00                           -> accept
# A turnstile that resets in five seconds is no fault.
08:30         turnstile dead at east-in
08:30:05      turnstile ready at east-in
09:10         turnstile dead at east-in
09:30         turnstile ready at east-in
09:31         expect anna booking released -> anna violation none -> bo booking no_show -> bo violation no_show
10:20:00.001  expect cai booking no_show -> cai violation no_show
