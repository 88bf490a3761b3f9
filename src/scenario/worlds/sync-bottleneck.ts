// The sync bottleneck: what one sync costs, every command pays.
export const syncBottleneck = `
title The sync bottleneck
group Failure stories
about Commands come at 150 a second, and each record has a sync of 8 ms to itself: about 120 a second is what a disk can do. The queue grows until clients time out.
try Watch the records that wait in each write cache, and the outcomes that become unknown.
try Set the sync policy to group: one sync for all that waits, and the queue is gone.
try Or give the disks a battery-backed cache, or the latency of an SSD: 1 ms.
cluster 3 seed=31 sync=8ms sync-policy=each delay=5ms load=open rate=50 clients=3 client-timeout=200ms window=64 alpha=64 think=0
run until acknowledged 20
expect leader and unsynced
`;
