// Nothing arrives for certain; everything is sent again until it is answered.
export const lossy = `
title A lossy network
group Messages
about One message in eight is lost and one in twelve arrives twice: whatever is not answered is sent again, and what arrives twice changes nothing.
try Find a duplicate in the event list, and what it did.
try Set the loss to 40 %.
cluster 5 seed=10 loss=12% duplicates=8% clients=3
run until acknowledged 4
run until in flight 8 any
expect leader
`;
