// D7: the first invalid record at the tail ends the log; nothing that depended on it has left.
export const tornTail = `
title A torn tail
group Disks
about n3 crashed while its disk was writing: the last record of its log is torn, its checksum does not fit. The vote in it never left the node.
try Restart n3: recovery cuts the record off, and n3 learns or votes anew.
try Look at n3’s log, row by row, before and after.
cluster 3 seed=16 sync=20ms clients=3
timeout n1
run until acknowledged 5
run until voted 7 on n3
crash n3
expect torn n3 and leader n1
`;
