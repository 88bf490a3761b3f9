// D7: the newest checkpoint, then the records behind it.
export const recovery = `
title Recovery from a checkpoint
group Checkpoints and recovery
about n2 is down. Its disk holds a checkpoint and the votes after it; from these it will come back.
try Restart n2 and step: it takes the checkpoint's state, then applies what it knows chosen, entry by entry, and asks for the rest.
try Set "Checkpoint every" to 0 in a new world and see how much there is to replay.
cluster 3 seed=5 checkpoint=15 clients=3 think=5ms
run until truncated n2 15
run until applied 22 on n2
crash n2
run 30ms
expect crashed n2 and leader
`;
