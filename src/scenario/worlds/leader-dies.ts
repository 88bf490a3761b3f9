// The default start: one slot chosen though nobody alive knows it, one lost, one half-way, and the leader gone.
export const leaderDies = `
title The leader dies with three slots open
group Leaders
about The leader has just crashed with three slots open: its Accepts for slot 7 are still under way to everybody, those for slot 8 were lost, and those for slot 9 will reach two nodes.
try See slot 7 become chosen, though nobody alive can know it yet (row In fact of the log).
try Watch who stands for election, and what its quorum reports.
try See the new leader propose two of the entries again under its own ballot, and fill slot 8 with a no-op.
try Restart n5, and see it catch up.
cluster 5 seed=27 timeout=60ms heartbeat=20ms think=30ms client-timeout=300ms
run until acknowledged 6 and sent Request c1 -> n5
command w=1
run until open 3
drop all Accept 8
drop Accept 9 n5 -> n1
drop Accept 9 n5 -> n2
crash n5
expect no leader and in flight 4 Accept 7 and in flight 2 Accept 9
`;
