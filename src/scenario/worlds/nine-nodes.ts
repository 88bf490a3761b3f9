// The largest cluster: a quorum of five, and what a leader has to send for each command.
export const nineNodes = `
title Nine nodes
group Start here
about Nine nodes, of which five are a quorum: each command costs the leader eight Accepts, and four nodes may be down.
try Crash four nodes, then a fifth: with four left nothing more is chosen, and nothing wrong is.
try Restart one of them.
cluster 9 seed=2 clients=3
run until acknowledged 4
run until open 2
expect leader and in flight 8 Accept
`;
