# Staff close a day and shorten another: bookings that no longer fit are released, and nobody comes in or books then (R21).

campus east cap 3
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo

08:00         anna books east 09:00-11:00 on 2026-11-19 and east 14:00-16:00   -> accept
08:01         bo books east 09:00-11:00                                        -> accept
08:30         hours east closed on 2026-11-19                                  -> anna booking 14:00 booked
08:31         anna books east 09:00-11:00 on 2026-11-19                        -> refuse closed_day
# A pipe has burst: today ends at noon.
08:35         hours east 08:00-12:00                                           -> anna booking 14:00 released
08:36         anna books east 14:00-16:00                                      -> refuse outside_hours
08:50         present bo at east-in                                            -> admit entry
08:50:02      passes in at east-in                                             -> inside 1 at east
11:10         present bo at east-out                                           -> admit exit
11:10:02      passes out at east-out                                           -> inside 0 at east
14:00         present anna at east-in                                          -> refuse released
14:30         expect anna violation none -> anna suspended no
day 2026-11-19
09:00         present anna at east-in                                          -> refuse released
