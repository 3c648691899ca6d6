# A pass on paper, where the library does not allow them.

campus east cap 10
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50  present anna printed at east-in  -> refuse code_expired -> shut
