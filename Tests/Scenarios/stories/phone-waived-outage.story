# The campus network was down, which no board can know: staff waive an hour at once, and the suspensions are gone (R20).

campus east cap 5
campus west cap 5
lane east-in entry at east
lane west-in entry at west
patron anna
patron bo
patron cai

07:00         anna books east 09:00-11:00                          -> accept
07:01         bo books east 09:00-11:00                            -> accept
07:02         cai books west 09:00-11:00                           -> accept
09:30         expect anna suspended until 2026-11-19 -> bo violation no_show -> cai violation no_show
09:31         anna books east 14:00-16:00                          -> refuse suspended
09:40         waive all at east 09:00-10:00                        -> anna violation none -> bo violation none -> cai violation no_show
09:41         anna books east 14:00-16:00                          -> accept -> anna suspended no
# West had its network.
09:42         cai books west 14:00-16:00                           -> refuse suspended
# One case at the desk.
10:00         waive cai                                            -> cai violation none
10:01         cai books west 14:00-16:00                           -> accept
