// Broken on purpose (D5): a client hears "done" before anybody else has voted.
export const phantom = `
title Phantom write (reply early)
group Broken on purpose
about Rule D5 is off: the leader answers as soon as it has proposed. It is cut off from the others, and a command is on its way to it.
try Go on: the answer leaves before any quorum has voted, and the check I9 stops the run there.
try Read the two facts that disagree.
try Go on anyway: the client hears “done”. Send x? to n3 once another leads: what was acknowledged is nowhere.
cluster 5 seed=20 break=reply-early clients=0
timeout n1
run until leader n1
run 60ms
cut n1 -> n2
cut n1 -> n3
cut n1 -> n4
cut n1 -> n5
command x=7 to n1
expect leader n1 and in flight 1 Request
`;
