// C3: each node by itself.
export const checkpointsOwn = `
title Checkpoints, each node by itself
group Checkpoints and recovery
about Every 10 applied slots each node freezes its state, serialises it, writes it, and cuts its log once that is synced.
try Watch the slots fold away at the left of each row, not at the same moment everywhere.
try Crash a node between "written" and "synced" and restart it: its log is whole.
cluster 5 seed=14 checkpoint=10 serialise=30ms clients=3 think=5ms
run until checkpointing
expect leader
`;
