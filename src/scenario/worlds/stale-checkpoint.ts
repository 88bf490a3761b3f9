// Broken on purpose (C1): a checkpoint that holds an entry which was never chosen.
export const staleCheckpoint = `
title Stale checkpoint (past what is chosen)
group Broken on purpose
about Rule C1 is off: n1 takes checkpoints that also hold what it has only voted for. Its vote in slot 2 reaches nobody, and slot 1 is about to be applied.
try Go on: the check I12 stops the run where the checkpoint holds a slot that is not chosen.
try Open a new world with the rule on: the checkpoint waits for what is applied.
cluster 3 seed=6 clients=0 checkpoint=1 break=checkpoint-past-chosen
timeout n1
run until leader n1
run 40ms
command x=1 to n1
run until open 1
command y=2 to n1
run until open 2
drop all Accept 2
expect voted 2 on n1 and in flight 1 Accept 1
`;
