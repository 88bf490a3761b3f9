// E3: nobody stands until somebody asks.
export const lazy = `
title Lazy election
group Leaders
about No node stands for election until a command arrives where no leader is known: the first request starts Phase 1.
try See the first two requests arrive at two nodes, and both of them stand.
try Crash the leader, and see that nothing happens until the next command comes.
cluster 5 seed=4 election=lazy
run until sent Request
expect no leader and in flight 1 Request
`;
