// B1, B2: many commands in one entry.
export const epochs = `
title Batches: epochs of 10 ms
group Throughput
about The leader collects commands for 10 ms, or 16 of them, into one entry: one Accept and one sync for all.
try Watch “+5” behind an entry: six commands in one slot.
try Set the batch to 1 command, and compare messages per command and latency.
cluster 5 seed=21 batch=16 batch-time=10ms clients=16 think=0
run until acknowledged 60
expect leader
`;
