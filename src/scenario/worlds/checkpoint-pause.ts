// C5: what a blocking checkpoint costs.
export const checkpointPause = `
title A checkpoint that blocks
group Checkpoints and recovery
about Serialising takes about 130 ms and the node handles nothing meanwhile. When the leader blocks, everybody waits.
try Watch the messages that wait for the leader's processor, and the answers come late.
try Set the mode to background or idle, and compare the latencies.
cluster 3 seed=4 checkpoint=20 checkpoint-mode=blocking serialise=300ms clients=4 think=0 client-timeout=1s
run until leader n1 or leader n2 or leader n3
run until acknowledged 12
run until checkpointing
expect leader
`;
