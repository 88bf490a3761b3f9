// D3: votes wait for disks; a quorum of fast disks is enough.
export const slowDisk = `
title A slow disk
group Disks
about n2 and n4 need 60 ms for a sync, the others 1 ms: their votes come late, and are not needed, since three fast nodes are a quorum.
try See the Accepted messages held at the disks of n2 and n4.
try Crash n3: now every command waits for a slow disk.
try Set n1’s disk, the leader’s own, to 60 ms.
cluster 5 seed=14 sync.n2=60ms sync.n4=60ms clients=3
timeout n1
run until acknowledged 6
run until unsynced n2 and unsynced n4 and open 1
expect leader n1
`;
