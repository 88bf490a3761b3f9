// A disk profile: spinning disk.
export const diskSpinning = `
title Disk: spinning disk
group Disks
about A sync takes about 8 ms, more or less by a third. Votes wait for the disk, not for the network.
try Give one node an SSD: the quorum is as fast as its second-fastest disk.
try Crash a node or pull the plug: see what is lost, and that no answer was.
cluster 3 seed=33 delay=2ms jitter=500us clients=8 think=0 sync=8ms sync-jitter=35%
run until acknowledged 24
expect leader
`;
