// Leader churn: the failure detector takes a slow network for a dead leader.
export const churn = `
title Time-outs too short: leader churn
group Leaders
about The election time-out is shorter than the time between two heartbeats, so followers take a living leader for dead, and Phase 1 runs again and again.
try Count the elections, and the messages that each command costs.
try Set the election time-out to 200 ms, and see one leader stay.
cluster 5 seed=5 timeout=35ms heartbeat=45ms delay=14ms jitter=9ms clients=3
run until candidacy
run until election
run until election
run until election
expect leader
`;
