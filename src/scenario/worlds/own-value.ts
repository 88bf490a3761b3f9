// Broken on purpose (L3): a new leader that does not care for what its quorum reported.
export const ownValue = `
title A leader that ignores what was reported
group Broken on purpose
about Rule L3 is off: the old leader got x=1 chosen and crashed; n2 has its quorum’s reports, and will propose entries of its own in their place.
try Go on: a second entry is proposed in a slot that has one, and the check I5 stops the run there.
try Look at the log, row In fact: what the votes had made chosen.
cluster 3 seed=21 break=own-value clients=0
timeout n1
run until leader n1
command x=1 to n1
run until voted 1 everywhere
cut n2 -> n1
cut n3 -> n1
run until chosen 1 in fact
crash n1
timeout n2
run until in flight 1 Promise n3 -> n2
expect candidate n2 and chosen 1 in fact
`;
