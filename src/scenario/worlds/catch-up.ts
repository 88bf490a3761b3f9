// R2: what is known to be chosen may be copied freely.
export const catchUp = `
title A follower catches up
group Messages
about n4 was down while the others went on: it hears of a commit index far beyond its own log, and asks for the entries that it missed.
try See the reply bring chosen entries: they are learned, not voted for.
try Compare n4’s disk with another’s: learned records instead of votes.
cluster 5 seed=12 clients=3 think=5ms
timeout n1
run until acknowledged 4
crash n4
run until acknowledged 16
restart n4
run until asking n4
expect leader n1 and in flight 1 CatchUpRequest n4 -> n1
`;
