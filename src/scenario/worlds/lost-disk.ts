// D8: a node without its disk, and the way back under a new identity.
export const lostDisk = `
title A lost disk
group Disks
about n4 came back with an empty disk. It may have promised and voted what it cannot know any more, so it takes no part under its old name.
try Read on its card why it waits, and in the log what the others still hold.
try Cluster, Members: “Rejoin n4 under a new identity”. n6 comes as a learner, is taught what is chosen, and takes n4’s place through the log.
try Crash two more nodes without doing that: two of five votes are no quorum, and n4’s may not be the third.
cluster 5 seed=13 clients=2
timeout n1
run until acknowledged 8
crash n4
lose-disk n4
restart n4
run until acknowledged 10
expect damaged n4 and leader
`;
