# Nobody vouches for the gate's clock: plausible passes are good, implausible ones are the house's fault.

campus east cap 5
lane east-in entry at east
lane east-out exit at east
patron anna
patron bo
booking anna east 09:00-11:00
booking bo east 09:00-11:00

08:50     clock untrusted
08:51     present anna at east-in   -> admit entry
08:51:02  passes in at east-in      -> inside 1 at east
# Now it also shows the wrong time: by 30 minutes, which no pass agrees with.
09:00     clock wrong
09:01     present bo at east-in     -> refuse clock_untrusted -> shut
09:02     present anna at east-out  -> admit exit
09:02:02  passes out at east-out    -> inside 0 at east
09:10     clock trusted
# Bo was there on time and it was not his fault.
09:11     present bo at east-in     -> admit entry
09:11:02  passes in at east-in      -> inside 1 at east
