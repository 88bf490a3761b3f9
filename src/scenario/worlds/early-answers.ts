// Unsafe by configuration: answers before the sync.
export const earlyAnswers = `
title Answers before the sync (unsafe)
group Broken on purpose
about The sync policy is “early”: votes leave before they are safe, and commands are fast. Then the power fails.
try Go on, and pull the plug: the check I4 finds a vote that was sent and is on no disk.
try Set the policy to group and do the same: nothing that was answered is lost.
cluster 3 seed=29 checkpoint=0 sync=40ms sync-policy=early clients=3 think=5ms
run until acknowledged 12
expect leader and unsynced
`;
