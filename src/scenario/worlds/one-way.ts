// A link that carries messages one way only: a node that cannot hear the leader, and whom the leader hears.
export const oneWay = `
title A link cut one way
group Messages
about n2 does not hear the leader n1 any more, and everybody hears n2: it takes n1 for dead, stands, and is elected, though nothing was wrong with n1.
try See n1 step down at n2’s Prepare: its own Promise is lost on the way, and three others make the quorum.
try Mend n1 to n2 before n2’s time-out ends (Network, or press the link): nothing happens at all.
try Cut the other way round, n2 to n1: n2 votes, n1 never hears of it, and three other nodes are a quorum without it.
cluster 5 seed=8 clients=2
timeout n1
run until acknowledged 6
cut n1 -> n2
run until candidacy n2
expect candidate n2 and leader n1
`;
