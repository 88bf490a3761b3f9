// Q3: a lease with a bound on drift.
export const leaseDrift = `
title A lease and its drift
group Reads and leases
about Clocks run up to 10 % fast or slow. The leader is cut off while it holds a lease; the others may not stand until it is over by any clock.
try Go on: elections are held back, the lease runs out, and only then does another node lead.
try Open “A lease without a bound” to see what the bound is for.
cluster 3 seed=3 clients=0 timeout=60ms lease=300ms drift=10%
timeout n1
run until leader n1
run until lease n1
command x=1 to n1
run until acknowledged 1
partition n1 | n2 n3
expect lease n1
`;
