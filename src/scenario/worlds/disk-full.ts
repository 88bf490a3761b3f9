// A full disk stops a node.
export const diskFull = `
title A full disk
group Disks
about The disk of n2 is full. It cannot write what it would promise, so it stops and says so; the others go on without it.
try Free the disk of n2: it comes back from its records with every promise it made.
try Fill a second disk, then a third: without a quorum nothing is chosen.
cluster 5 seed=13 clients=2
run until acknowledged 4
fill-disk n2
run until disk-full n2
expect damaged n2 and leader
`;
