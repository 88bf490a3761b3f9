// A ready world (see worlds.ts).
export const readAsksNobody = `
title A read that asks nobody
group Broken on purpose
about Rule Q2 is off: a leader answers reads without asking a quorum whether it still leads. n1 is cut off, and its client never heard of x=2; n2 leads, has found x=2 on its own disk, and has shown it to a reader. Another read is on its way to n1.
try Go on: n1 answers with the older state, and the check I10 stops the run.
try Go on anyway, until the reader has its answer; then check the whole history (Checks): three operations that no order explains, drawn on the run’s own time.
try Ask the same in a world with the rule on: n1 gets no quorum, and no answer leaves it.
cluster 5 seed=23 clients=0 client-timeout=5s break=read-without-quorum
timeout n1
run until leader n1
command x=1 to n1
run until acknowledged 1
run 60ms
command x=2 to n1
run until open 1
drop all Accept 2 n1 -> n3
drop all Accept 2 n1 -> n4
drop all Accept 2 n1 -> n5
run until synced 2 on n2
partition n1 | n2 n3 n4 n5
crash n5
timeout n2
run until election n2
run until applied 2 on n2
command x? quorum to n2
run until acknowledged 2
command x? quorum to n1
expect leader n1 and leader n2 and in flight 1 Request
`;
