# A library that trusts its gates for presence asks no phone where it is (rule location off).

campus east cap 10
lane east-in entry at east
patron anna
booking anna east 09:00-11:00
rule location off

08:50     present anna unknown at east-in  -> admit entry
08:50:02  passes in at east-in             -> inside 1 at east
