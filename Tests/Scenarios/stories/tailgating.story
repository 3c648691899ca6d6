# A second person close behind the first: one pass, two heads.

campus east cap 5
lane east-in entry at east
patron anna
booking anna east 09:00-11:00

08:50        present anna at east-in  -> admit entry
08:50:02     passes in at east-in     -> inside 1 at east
08:50:02.800 passes in at east-in     -> alarm forced_passage_entry -> inside 2 at east
