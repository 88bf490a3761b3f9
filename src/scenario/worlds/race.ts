// P14: the log gives an order, and no isolation; compare-and-set is the way to have it.
export const race = `
title Two clients race for one key
group Clients
about Two clients have read x=10, version 1, and both want to add one. Each sends x=11 on condition that x is at version 1 still: the log puts them in an order, and the second is told no.
try Go on, and see which is applied first at every node: the other’s answer is “no”, with the version that x has now.
try Send x=11 and x=11 without the condition (put): both succeed, and one addition is lost. An order alone is no isolation.
cluster 3 seed=9 clients=0
timeout n1
run until leader n1
command x=10 to n1
run until acknowledged 1
command x? to n1
command x? to n1
run until acknowledged 3
command x=11 if v1 to n1
command x=11 if v1 to n1
expect leader n1 and in flight 2 Request
`;
