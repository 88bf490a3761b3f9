// Phase 1 against Phase 1: each candidate's promises take the ground from under the other's proposals.
export const duelling = `
title Duelling candidates
group Leaders
about Two nodes stand in turn, each with a ballot above the other’s: the Accepts of n5, leader of 2.n5, are under way, and right behind them n1’s Prepare of 3.n1, which will make n5 step down before it can count a quorum.
try See who refuses whom, and with which ballot.
try Look at slot 1 when n1 leads again: its entry had been chosen under 2.n5, unknown to anybody, and n1 has to propose it again.
try Let n5 stand again (its menu) before n1 has had its entry chosen: that can go on for ever, and nothing wrong is ever chosen.
try Leave them alone: they back off by random, growing times, and one gets through.
cluster 5 seed=11
timeout n1
run until sent Promise 1.n1 n3 -> n1
timeout n5
run until sent Accept 2.n5
timeout n1
run until sent Prepare 3.n1
expect leader n5 and candidate n1 and in flight 4 Prepare 3.n1
`;
