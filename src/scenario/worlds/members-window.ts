// M3, M5: through the α-window, without a pause.
export const membersWindow = `
title Members change: α-window
group Membership
about n6 has joined as a learner and is to replace n5. The configuration takes a slot like any other entry, and governs α slots later; commands go on between.
try Watch the slot from which the new members govern, and who votes below and above it.
try Ask for a second change before the first governs: it is refused (M7).
cluster 5 seed=8 clients=4 think=0 window=6 alpha=6
timeout n1
run until leader n1
run until applied 10 everywhere
add-node
run 100ms
reconfigure n1 n2 n3 n4 n6 by alpha-window
expect leader and learner n6
`;
