// The runs of "Back from the disk" as scenario text: the lesson’s own up to the first crash, and its story up to the lost disk, once with
// rule D8 turned off and once with it.
const CLUSTER = 'cluster 3 exact seed=1 election=lazy checkpoint=3 sync.n3=20ms';

const TO_THE_CRASH = `
timeout n1
run until leader n1
run 60ms

# A checkpoint of slots 1 to 3 on every disk, and no later one.
command a=1
run until acknowledged a=1
command b=2
run until acknowledged b=2
command c=3
run until truncated 3 everywhere
set checkpoint=0

command d=4
run until acknowledged d=4
command e=5
run until applied 5 on n3

# Three votes at once: n3’s disk is slow.
command f=6
command g=7
command h=8
run until voted 8 on n3
`;

// As the stops up to the lost disk.
const TO_THE_LOSS = `
crash n3
run until applied 8 on n1
restart n3
cut n1 -> n2
command i=9 to n1
run until applied 9 on n3 and acknowledged i=9
crash n3
lose-disk n3
restart n3
heal
crash n1
timeout n2
`;

export const BEFORE_THE_CRASH = `${CLUSTER}${TO_THE_CRASH}`;

/** D8 off: n3 goes on with its empty disk; n2’s question is on its way to it. */
export const FORGETFUL = `${CLUSTER} break=amnesia${TO_THE_CRASH}${TO_THE_LOSS}
run until sent Prepare n2 -> n3
`;

/** D8 on: n2 waits for n1, and n4 comes in n3’s place. */
export const BY_THE_RULE = `${CLUSTER}${TO_THE_CRASH}${TO_THE_LOSS}
run 60ms
restart n1
run until leader n2
add-node
reconfigure n1 n2 n4 by stop-the-world
run until member n4
`;
