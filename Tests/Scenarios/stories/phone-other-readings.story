# A library that reads the guide otherwise: two bookings a day, the literal day after next, sign-out never missed (R5b, R18 A, R14).

campus east cap 3
lane east-in entry at east
patron anna
patron bo
rule booking.quota day
rule violations.first day_after_next
rule violations.sign-out never
rule check-in-after "10 min"

07:00         anna books east 08:00-09:00 and east 09:00-10:00     -> accept
07:01         anna cancels 09:00                                   -> accept
07:02         anna books east 10:00-11:00                          -> accept
07:03         anna books east 14:00-15:00                          -> refuse quota
07:04         anna books east 09:00-10:00 on 2026-11-19            -> accept
07:05         bo books east 08:00-09:00                            -> accept
08:00         present bo at east-in                                -> admit entry
08:00:02      passes in at east-in                                 -> inside 1 at east
08:10         expect anna booking 08:00 booked
08:10:00.001  expect anna booking 08:00 no_show -> anna suspended until 2026-11-20
09:00         expect bo booking completed -> bo violation none
