// A disk profile: SSD.
export const diskSsd = `
title Disk: SSD
group Disks
about A sync takes about 1 ms, and now and then one stalls for 60 ms.
try Watch a stall at a follower go unnoticed, and one at the leader as well.
try Crash a node or pull the plug: see what is lost, and that no answer was.
cluster 3 seed=33 delay=2ms jitter=500us clients=8 think=0 sync=1ms sync-jitter=30% stalls=1% stall-time=60ms
run until acknowledged 24
expect leader
`;
