// Network: delays from a heavy-tailed table; the tail shows in p99 and in elections.
export const heavyTail = `
title Delays with a heavy tail
group Messages
about Most messages take 10 ms, and one in sixteen ten times as long. Half of all answers hardly feel it, because a quorum does not wait for the slowest; the slowest answers do. And followers with a time-out of 60 ms take a living leader for dead, now and then, because its heartbeat is late.
try Play some seconds and look at Numbers: half of all answers come within about 55 ms, the slowest one in a hundred takes 200 ms or more. Count the leaders.
try Set the election time-out to 200 ms (Cluster): the leader stays, and the slowest answers get better. What is left is the tail itself.
try Set the shape of the delay to uniform (Network): the slowest one in a hundred takes about 45 ms.
cluster 5 seed=7 delay-shape=heavy timeout=60ms clients=3 think=100ms client-timeout=1s
timeout n1
run until leader n1
run until acknowledged 6
run until candidacy
expect candidate and acknowledged 6
`;
