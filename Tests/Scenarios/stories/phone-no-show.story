# Nobody comes: 未签到 to the millisecond, no booking until the next day, and at the second one until Monday (R11, R17 to R19).

campus east cap 3
lane east-in entry at east
patron anna

08:00         anna books east 09:00-10:00 and east 11:00-12:00     -> accept
09:20         expect anna booking 09:00 booked -> anna violation none
09:20:00.001  expect anna booking 09:00 no_show -> anna violation no_show -> anna suspended until 2026-11-19
09:21         present anna at east-in                              -> refuse too_early opens 10:40
# Bookings that stand stay valid; new ones cannot be made.
09:30         anna books east 14:00-15:00                          -> refuse suspended opens 2026-11-19
11:20:00.001  expect anna violation no_show no_show -> anna suspended until 2026-11-23
day 2026-11-19
# The day after the first one has come, but the second bars the rest of the week.
08:00         anna books east 09:00-10:00                          -> refuse suspended opens 2026-11-23
day 2026-11-22
23:59:59      anna books east 09:00-10:00 on 2026-11-23            -> refuse suspended opens 2026-11-23
day 2026-11-23
00:00         anna books east 09:00-10:00                          -> accept -> anna suspended no
