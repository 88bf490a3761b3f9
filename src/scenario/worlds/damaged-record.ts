// D7: damage in the middle of a log is not a torn tail.
export const damagedRecord = `
title A damaged record
group Disks
about A record in the middle of n3’s log does not fit its checksum, and whole ones follow it. No crash leaves that: n3 cannot know what it promised, and takes no part.
try Look at n3’s stored log, row by row, and compare “A torn tail”, where recovery may cut.
try Let it rejoin under a new identity (Cluster, Members).
cluster 5 seed=16 clients=2
timeout n1
run until acknowledged 6
crash n3
damage n3 4
restart n3
run until acknowledged 8
expect damaged n3 and leader
`;
