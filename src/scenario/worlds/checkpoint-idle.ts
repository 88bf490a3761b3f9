// C5: a checkpoint waits for a quiet moment, and a bound ends the wait.
export const checkpointIdle = `
title A checkpoint that waits for quiet
group Checkpoints and recovery
about A checkpoint is due after every 10 applied slots, and a node waits with it until it has applied nothing for 50 ms. Three clients without a pause leave no such moment: one has been due on the leader for 300 ms. When it has waited for 400 ms, it is taken all the same.
try Go on: the leader begins its checkpoint 400 ms after it was due, of the slot that it has reached by then. Until then its log grows.
try Set the clients to 0 (Clients) when ten more slots are applied: the next checkpoint begins 50 ms after the last slot.
try Set the longest wait to 2 s (Cluster, Checkpoints), and see how far the logs grow; then the mode to blocking, and see what the wait spares the clients.
cluster 3 seed=9 checkpoint=10 checkpoint-mode=idle checkpoint-wait=400ms serialise=100ms clients=3 think=0
timeout n1
run until leader n1
run until applied 10 on n1
run 300ms
expect leader n1 and applied 30 on n1
`;
