// A leader as a bottleneck: n − 1 Accepts for each command, one after another.
export const leaderBusy = `
title The leader's processor
group Throughput
about Handling or sending a message costs 300 µs. For each command the leader sends eight Accepts and receives eight votes; its followers do almost nothing.
try Watch what waits for the leader, and for nobody else.
try Batch 8 commands, or those of 3 ms, into an entry: a quarter of the messages for each command.
cluster 9 seed=23 receive=300us send=300us delay=2ms jitter=0 clients=12 think=0 heartbeat=100ms window=32 alpha=32
run until acknowledged 20
expect leader
`;
