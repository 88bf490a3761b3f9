// The story that "The slow follower and the cut log" tells twice, as a scenario: 154 slots, and n5 down from slot 100 on.

/** `policy`: what the cluster’s line says beside. The first 154 slots are made on a fast network, so that they take a second. */
export const scenarioOf = (policy: string): string =>
  `
cluster 5 exact seed=3 delay=1ms clients=1 think=0 reads=0 keys=26 resend=200ms checkpoint=50${policy}
timeout n1
run until applied 99 on n1
set clients=0
run until applied 99 everywhere
command a=100
run until truncated 100 everywhere

crash n5
set clients=1
run until applied 154 on n1
set clients=0
run until applied 154 on n2 and applied 154 on n3 and applied 154 on n4
set delay=10ms
run 60ms
`.trim();
