// A disk profile: NVMe.
export const diskNvme = `
title Disk: NVMe
group Disks
about A sync takes about 0.1 ms: the network is what commands wait for now.
try Compare the latency with the spinning disk: a round trip is left.
try Crash a node or pull the plug: see what is lost, and that no answer was.
cluster 3 seed=33 delay=2ms jitter=500us clients=8 think=0 sync=100us sync-jitter=20%
run until acknowledged 24
expect leader
`;
