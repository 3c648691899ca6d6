# A library whose gates always know every booking believes no pass without one (rule unknown-booking).

campus east cap 10
lane east-in entry at east
patron chen
booking chen east 09:00-11:00 unheard
rule unknown-booking refuse_not_synced

08:50     present chen at east-in        -> refuse not_synced -> shut
