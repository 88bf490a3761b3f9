// L4: more requests than slots that may be open.
export const busy = `
title More clients than the window holds
group Clients
about Twelve clients want something at once, and the leader may have three slots open: the rest wait in its queue.
try Widen the window α to 12, and see the waiting end.
try Look at how long a command takes, before and after.
cluster 3 seed=19 clients=12 think=0 window=3 client-timeout=2s
timeout n1
run until acknowledged 10
run until open 3
expect leader n1
`;
