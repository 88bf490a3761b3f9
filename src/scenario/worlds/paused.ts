// A node that sleeps is not dead: it wakes up with everything it believed.
export const paused = `
title The leader falls asleep
group Leaders
about The leader was paused, as by a long collection of garbage; another was elected. Now it wakes up, still believing that it leads, and its messages are refused.
try See the refusals arrive, and the old leader step down.
try Pause the new leader.
cluster 5 seed=13 timeout=120ms heartbeat=40ms
timeout n1
run until acknowledged 5
run until open 1
pause n1
run until election
run 30ms
resume n1
run until sent Reject
expect leader n1
`;
