// Bandwidth: a checkpoint takes its time on a narrow link, by its size.
export const narrowLink = `
title A checkpoint over a narrow link
group Checkpoints and recovery
about Every link carries 8 KiB a second. n5 was down while the others cut their logs: the checkpoint that it needs is on its way, and needs several times the time of any other message.
try Watch the checkpoint’s message: what is sent to n5 after it waits behind it.
try Set the bandwidth to 1 KiB a second (Network), crash n5 and let it come back later: the transfer takes most of a second, and n5 is behind again when it has it.
try Set it to “no limit”: the checkpoint travels like any other message.
cluster 5 seed=12 checkpoint=12 clients=3 think=20ms keys=26 bandwidth=8
run until acknowledged 3
crash n5
run until truncated n1 36 and truncated n2 36 and truncated n3 36
restart n5
run until offer
expect up n5 and in flight 1 InstallCheckpoint
`;
