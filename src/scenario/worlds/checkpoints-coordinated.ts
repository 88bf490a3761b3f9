// C4: the leader names the index.
export const checkpointsCoordinated = `
title Checkpoints, coordinated
group Checkpoints and recovery
about The leader names a slot, waits until every member has a checkpoint there, and then tells them to cut. n4's disk is slow: all logs wait for it, up to a bound.
try Watch "Checkpoint at", "done" and "Cut up to" travel.
try Crash n4: after the bound a quorum is enough, and n4 needs the checkpoint when it comes back.
cluster 5 seed=14 checkpoint=10 checkpoint-policy=coordinated checkpoint-wait=400ms sync.n4=60ms clients=3 think=5ms
run until sent CheckpointAt
expect leader and in flight 4 CheckpointAt
`;
