// A hole in the log: a later slot is chosen before an earlier one.
export const lostAccept = `
title A lost Accept leaves a gap
group Messages
about The Accepts for one slot were lost on the way to everybody: the slot after it is chosen first, and nothing can be applied past the gap.
try Look at the gap in the log: chosen above it, not applied.
try Go on: about 100 ms later the leader sends the Accepts again, and the gap closes.
try Drop them again, or crash the leader before that: the next leader fills the slot with a no-op.
cluster 5 seed=9 clients=3 think=15ms resend=80ms timeout=300ms
run until acknowledged 5
run until open 1 and sent Accept 8
run until sent Accept 9
drop all Accept 8
run until gap 8
expect gap 8 and leader
`;
