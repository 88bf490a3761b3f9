// One sync for many votes: throughput against latency.
export const groupCommit = `
title Group commit
group Disks
about A sync takes 8 ms, so each disk collects up to 12 records, or those of 4 ms, and makes them durable together.
try Watch records gather in the write cache, and many votes leave at once.
try Set the group to 1 record, and compare commands per second.
cluster 3 seed=15 sync=8ms group=12 group-time=4ms clients=12 think=0 delay=5ms window=16
run until acknowledged 24
run until open 4
expect leader and unsynced
`;
