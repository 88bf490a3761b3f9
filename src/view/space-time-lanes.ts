// What stands on the lanes of a stretch of the run: what each node was and believed, until that changed, and each client's commands from asking
// to answer. Reads the world just after each event, never changes it.
import type { ClientId, EventNumber, Micros, NodeId } from '../base/units.ts';
import { printOperation, type Operation } from '../paxos/entry.ts';
import type { EventRecord } from '../sim/events.ts';
import type { SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import type { PastOperation, Stretch } from './space-time.ts';
import { ballotFrame, commandName } from './words.ts';

/** One owner. */
export class NodeLog {
  private readonly now = new Map<NodeId, Stretch>();
  private readonly done: Stretch[] = [];

  constructor(world: World) {
    for (const n of world.nodes) this.now.set(n.id, stretchOf(n, world.now));
  }

  add({ at, actor, happening: h, noteActors }: EventRecord, world: World): void {
    if (h.kind === 'input' || noteActors !== null) for (const n of world.nodes) this.look(n, at);
    else {
      const n = world.nodes[actor - 1];
      if (n !== undefined) this.look(n, at);
    }
  }

  finish(to: Micros): Stretch[] {
    return [...this.done, ...[...this.now.values()].map((s) => ({ ...s, to }))];
  }

  private look(n: SimNode, at: Micros): void {
    const before = this.now.get(n.id);
    const after = stretchOf(n, at);
    if (before !== undefined && same(before, after)) return;
    if (before !== undefined && before.from < at) this.done.push({ ...before, to: at });
    this.now.set(n.id, after);
  }
}

function stretchOf(n: SimNode, at: Micros): Stretch {
  const { node, status, id } = n;
  const whole = { node: id, from: at, to: at, status };
  if (status === 'crashed') return { ...whole, role: 'follower', leader: 0, ballot: null };
  const ballot = ballotFrame(node.role === 'follower' ? node.promised : node.ballot);
  return { ...whole, role: node.role, leader: node.leader, ballot };
}

const same = (a: Stretch, b: Stretch): boolean =>
  a.status === b.status && a.role === b.role && a.leader === b.leader && a.ballot?.text === b.ballot?.text;

/** One owner. */
export class OperationLog {
  private readonly open = new Map<number, PastOperation>();
  private readonly done: PastOperation[] = [];

  constructor(world: World) {
    for (const s of world.sessions)
      if (s.operation !== null)
        this.open.set(s.id, { ...asked(s.client, commandName(s.id, s.sequence), s.operation, s.since), askedBy: null });
  }

  add({ number, at, worldNotes }: EventRecord): void {
    for (const n of worldNotes) {
      if (n.kind === 'invoke' && n.attempt === 1)
        this.open.set(n.session, { ...asked(n.client, commandName(n.session, n.sequence), n.operation, at), askedBy: number });
      if (n.kind !== 'answered') continue;
      const found = this.open.get(n.session);
      if (found === undefined) continue;
      this.done.push({ ...found, to: at, answeredBy: number });
      this.open.delete(n.session);
    }
  }

  finish(): PastOperation[] {
    return [...this.done, ...this.open.values()];
  }
}

const asked = (client: ClientId, command: string, operation: Operation, from: Micros): PastOperation & { askedBy: EventNumber | null } => ({
  client,
  command,
  label: printOperation(operation),
  from,
  to: null,
  askedBy: null,
  answeredBy: null,
});
