# Where the phone is: nobody checks in from the dormitory, and a phone that cannot say where it is says what to do.

campus east cap 10
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50     present anna outside at east-in  -> refuse outside_geofence -> shut
08:50:30  present anna unknown at east-in  -> refuse no_location
08:51     present anna vague at east-in    -> refuse location_inaccurate
08:51:30  present anna stale at east-in    -> refuse location_stale
08:52     present anna at east-in          -> admit entry
08:52:02  passes in at east-in             -> inside 1 at east
