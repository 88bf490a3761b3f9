// Everything volatile is gone at once; what clients were told is on the disks.
export const powerFailure = `
title Power failure
group Disks
about The power failed in the middle of the work and is back: every node has lost its memory and what its disk had not synced, and every message is gone.
try See what each node found on its disk: promises and votes, and which slots it knew to be chosen.
try See the first leader after it learn and propose again what was open; the clients’ answers still hold.
cluster 5 seed=17 timeout=120ms heartbeat=40ms clients=4 think=5ms
run until acknowledged 12
run until open 3
power failure
expect no leader
`;
