# One millisecond after the check-in window is too late (boundary table, B9).

campus east cap 10
lane east-in entry at east
patron dora
booking dora east 09:00-11:00

09:20:00.001  present dora at east-in  -> refuse too_late -> shut -> inside 0 reserved 0 at east
