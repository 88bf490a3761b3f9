// Open load past what the leader can do.
export const pastCapacity = `
title Past capacity
group Throughput
about Commands come at 400 a second, answered or not; the leader's processor can do about 280. The queue grows, clients time out, and their retries take half of what it can do.
try Watch the leader's queue, then the unknown outcomes, then the retries.
try Halve the rate: the retries keep it overloaded. Raise the client time-out to 5 s as well, and it recovers.
try Batch 8 commands, or those of 5 ms: now 400 a second are no trouble.
cluster 5 seed=27 receive=400us send=200us delay=3ms jitter=500us load=open rate=100 clients=4 client-timeout=150ms window=64 alpha=64
run until acknowledged 20
expect leader
`;
