// The phantom write, by the rules (D5): nobody is told "done" too early, and the retry brings the same command to its one effect.
export const phantomRight = `
title Phantom write, by the rules
group Failure stories
about The leader is cut off with x=7 proposed and nobody else's vote. Rule D5 is on: the client is told nothing, retries elsewhere, and x=7 takes effect once.
try Go on: n1 never answers; the client's outcome is unknown until the new leader has it chosen.
try Heal the network, and watch n1 find out that its ballot is over.
cluster 5 seed=20 clients=0
timeout n1
run until leader n1
run 60ms
cut n1 -> n2
cut n1 -> n3
cut n1 -> n4
cut n1 -> n5
command x=7 to n1
run until open 1
expect leader n1 and voted 1 on n1
`;
