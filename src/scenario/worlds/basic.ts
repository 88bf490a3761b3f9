// E4: Basic Paxos for each slot, to see what Multi-Paxos saves.
export const basic = `
title Basic Paxos: every command pays both phases
group Leaders
about Nobody stays leader: whichever node has received a command runs Phase 1 and Phase 2 for it, and then lays its ballot down.
try Count the message delays of one command, and compare them with “Three nodes, calm”.
try Add a second client: two nodes at a time now stand against one another.
cluster 3 seed=6 election=basic clients=1 client-timeout=2s
run until acknowledged 2
run until sent Prepare
expect candidate and in flight 2 Prepare
`;
