// S2: the answer was lost, not the command.
export const clientRetries = `
title A client retries
group Clients
about The answer to c1 was lost. It cannot know whether its command took effect, so it sends the same request again, to another node, under the same number.
try Follow the request: it is redirected, or answered from the session table, and takes effect once.
try Drop the next answer too.
cluster 3 seed=18 clients=2 reads=0 client-timeout=120ms
timeout n1
run until acknowledged 4
drop next Reply any -> c1
run until retry c1
expect unknown c1 and in flight 1 Request c1 -> any
`;
