// S2 off: the wrong half of "the retried request".
export const runsTwice = `
title A retry that runs twice
group Broken on purpose
about Rule S2 is off: a request that comes again is run again. x=1 took effect and its answer was lost; the client is about to send it once more.
try Go on: the retry is chosen in a slot of its own, and the check I8 stops the run where it takes effect a second time.
try Open “A client retries”: with the session table the second one only gets the stored answer.
cluster 3 seed=18 clients=0 client-timeout=120ms break=no-dedup
timeout n1
run until leader n1
run 60ms
command x=1 to n1
drop next Reply n1 -> you
expect leader n1 and applied 1 on n1
`;
