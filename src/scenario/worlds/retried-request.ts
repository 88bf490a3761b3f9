// The same request at two leaders in two ballots: ballots decide, and the session table.
export const retriedRequest = `
title The retried request
group Failure stories
about n1 has proposed x=1 and is cut off with one vote besides its own. n2 stands with a higher ballot, and the client will retry there. Ballots, not sequence numbers, decide what becomes of the two proposals.
try Go on: n2's quorum reports n1's vote, so n2 proposes x=1 again; the retry finds it applied, and is answered without a second effect.
try Heal, and see that n1's proposals are refused: 1.n1 is below 2.n2.
cluster 3 seed=9 clients=0 client-timeout=250ms election=eager
timeout n1
run until leader n1
run 60ms
command x=1 to n1
run until open 1
drop all Accept 1 n1 -> n3
run until synced 1 on n2
isolate n1
timeout n2
expect candidate n2 and leader n1
`;
