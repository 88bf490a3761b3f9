// The quiet beginning: nothing goes wrong, so that one can see what goes right.
export const calm = `
title Three nodes, calm
group Start here
about Three nodes elect a leader, and two clients have their commands chosen one slot after another.
try Step by message, and follow one command from its client to the log and back.
try Crash the leader.
try Turn the sync latency up, and see commits slow down.
cluster 3 seed=3
run until candidacy
expect candidate
`;
