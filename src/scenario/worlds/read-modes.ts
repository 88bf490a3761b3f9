// Q1–Q5 side by side: one world, five modes.
export const readModes = `
title Five ways to read
group Reads and leases
about All commands of the load are stale reads and writes on one key; your own reads may go any other way. Compare what each costs and how old an answer it may give.
try Send “x?” in each mode and compare round trips: through the log, by a quorum, under the leader's lease, under a follower's, and stale.
try Set “How reads are answered” for the whole load, and watch messages per command.
cluster 5 seed=17 clients=3 keys=1 reads=60 read-mode=stale lease=200ms follower-lease=80ms think=10ms
run until leader n1 or leader n2 or leader n3 or leader n4 or leader n5
run until lease
run until acknowledged 8
command x? quorum
expect leader and in flight 1 Request
`;
