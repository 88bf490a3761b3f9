// Broken on purpose (Q3): leases as if every clock ran at the true rate.
export const leaseNoBound = `
title A lease without a bound
group Broken on purpose
about The drift bound of rule Q3 is off. n3 leads with a slow clock and is cut off; n2 leads already, and a read is on its way to n3, which still believes in its lease.
try Go on: n3 answers alone, and the check I11 stops the run.
try Compare the clocks of n2 and n3.
cluster n1 n2 n3 exact election=lazy lease=400ms drift=20% seed=3 break=no-drift-bound
timeout n3
run until leader n3
run 40ms
command x=1 to n3
run until acknowledged 1
run 40ms
partition n3 | n1 n2
run 377ms
timeout n2
run until election n2
command x? leader-lease to n3
expect leader n2 and lease n3
`;
