// Q4: followers answer, and writes wait for them.
export const followerLease = `
title Follower leases
group Reads and leases
about Every node answers reads under a lease that the leader has granted. In return the leader takes no slot for chosen before every holder has voted, or its lease is over.
try Cut one follower off: the next write waits until that lease has run out.
try Set the mode to “quorum” and see reads cost a round trip, and writes go on.
cluster 3 seed=19 clients=3 reads=80 read-mode=follower-lease lease=300ms follower-lease=120ms think=10ms timeout=400ms
run until sent LeaseGrant
run until acknowledged 6
expect leader and lease
`;
