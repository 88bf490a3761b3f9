// What "one step" can mean: an event, a delivery, a slot newly chosen, the beginning of a phase. Each is a question to an event and the world
// just after it. What is a landmark is for the wording to say (src/trace), so the caller brings that one.
import type { EventRecord } from '../sim/events.ts';
import type { World } from '../sim/world.ts';

/** Whether an event is of the kind looked for. `world`: just after it. */
export type Wanted = (record: EventRecord, world: World) => boolean;

export const isEvent: Wanted = () => true;

/** A message arrives over the network and is handled. */
export const isDelivery: Wanted = ({ happening }) => happening.kind === 'deliver' && happening.flight.from !== happening.flight.to;

/** Somebody learns that a slot is chosen which nobody knew to be chosen. */
export function isChoice(record: EventRecord, world: World): boolean {
  const { actor, notes } = record;
  return notes.some(
    (n) => n.kind === 'chosen' && world.nodes.every((other) => other.id === actor || other.node.log.chosen(n.slot) === undefined),
  );
}

/** Phase 1 begins (a candidate stands), Phase 2 begins (it leads), or the first Accept of its ballot leaves. */
export function isPhase(record: EventRecord, world: World): boolean {
  return record.notes.some((n) => {
    if (n.kind === 'candidate' || n.kind === 'lead') return true;
    if (n.kind !== 'propose') return false;
    // A leader votes in every slot that it proposes in, one after the other: the first is the one below which its vote is of another ballot.
    const below = world.node(n.ballot.node).node.log.vote(n.slot - 1)?.ballot;
    return below === undefined || below.round !== n.ballot.round || below.node !== n.ballot.node;
  });
}
