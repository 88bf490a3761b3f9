// M6: a leader that is removed.
export const leaderLeaves = `
title The leader is removed
group Membership
about The leader n1 is asked to leave. It leads until the members after it have applied the configuration, and hands over.
try Watch n1 lead slots that it has no vote in.
try Cut n1 off before it hands over: the others elect one of themselves after a time-out.
cluster n1 n2 n3 n4 seed=3 clients=2 think=10ms
timeout n1
run until leader n1
run until applied 4 everywhere
reconfigure n2 n3 n4 by stop-the-world
expect leader n1
`;
