// A disk profile: battery-backed cache.
export const diskBattery = `
title Disk: battery-backed cache
group Disks
about Behind the cache is a spinning disk of 8 ms, and nobody waits for it: what is written is safe as long as the battery works.
try Let the battery of a node fail and crash that node: promises that it has sent are gone, and the check I4 says so.
try Crash a node or pull the plug: see what is lost, and that no answer was.
cluster 3 seed=33 delay=2ms jitter=500us clients=8 think=0 sync=8ms battery=yes
run until acknowledged 24
expect leader
`;
