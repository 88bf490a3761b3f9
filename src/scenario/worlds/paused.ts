// A node that sleeps is not dead: it wakes up with everything it believed.
export const paused = `
title The leader falls asleep
group Leaders
about The leader was paused, as by a long collection of garbage; another was elected. Now it wakes up: its first messages are still of its old ballot, and then it finds what was waiting for it.
try See its messages refused, and the old leader step down at the Prepare that it had slept through.
try Find slot 7: its votes were counted late, and the new leader had proposed the same entry.
try Pause the new leader.
cluster 5 seed=13 timeout=120ms heartbeat=40ms
timeout n1
run until acknowledged 5
run until open 1
pause n1
run until election
run 30ms
resume n1
expect leader n1
`;
