// M2: stop the world.
export const membersPause = `
title Members change: stop the world
group Membership
about n6 has joined as a learner and is to replace n5. The leader admits nothing, drains its window, and proposes the new members; they govern the very next slot.
try Watch requests wait at the leader until it resumes, and measure the pause.
try Open “Members change: α-window” beside it: nothing waits there.
cluster 5 seed=8 clients=4 think=0
timeout n1
run until leader n1
run until applied 10 everywhere
add-node
run 100ms
reconfigure n1 n2 n3 n4 n6 by stop-the-world
expect leader and learner n6
`;
