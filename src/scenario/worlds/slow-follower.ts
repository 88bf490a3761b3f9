// R5: a follower whose next slot is under the others' checkpoints.
export const slowFollower = `
title The slow follower and the compacted log
group Failure stories
about n5 was down while the others went past a checkpoint and cut their logs. Entry by entry is no longer possible: it needs the checkpoint.
try Go on: n5 asks for its next slot, is given the checkpoint instead, and asks for the rest entry by entry.
try Pin the message “Checkpoint” and read what it holds.
cluster 5 seed=12 checkpoint=12 clients=3 think=5ms
run until acknowledged 3
crash n5
run until truncated n1 24 and truncated n2 24 and truncated n3 24
restart n5
expect up n5 and truncated 24 on n1
`;
