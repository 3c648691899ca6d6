# Codes that open nothing: forged, out of date, and no pass at all.

campus east cap 10
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50     present anna forged at east-in                        -> refuse bad_signature -> shut
08:50:10  present anna foreign at east-in                        -> refuse unknown_key -> shut
08:50:20  present anna old 66 at east-in                        -> refuse code_expired -> shut
08:50:40  present anna old 59 at east-in                        -> admit entry
08:50:42  passes in at east-in
08:51     present anna text "https://library.example/menu" at east-in  -> refuse not_a_pass
08:51:30  present anna text "GH1:HELLO" at east-in              -> refuse malformed
08:52     present anna text "WIFI:S:guests;P:#1;;" at east-in   -> refuse not_a_pass
