// Both sides of a partition believe what they can know; only one of them can get anything chosen.
export const minority = `
title A partition, minority side
group Messages
about The leader is cut off with one other node. It still leads, by all it knows, but no vote of a quorum can reach it; the three nodes of the other side have elected another.
try Send a command to each of the two leaders.
try Heal the partition: a higher ballot is heard of, and the old leader steps down.
cluster 5 seed=8 timeout=120ms heartbeat=40ms client-timeout=200ms
timeout n1
run until acknowledged 6
partition n1 n2 | n3 n4 n5
run until election
expect leader n1 and in flight 1 Accept
`;
