// A run as a trace in the Informal Trace Format, for tools of TLA+: the variables that a specification of Paxos has, a state wherever one of them
// changes. What a disk holds counts, as in a specification whose acceptors forget nothing; heartbeats, reads and clients are not in it.
import { nameOf, type NodeId } from '../../base/units.ts';
import { compareBallots, NO_BALLOT, type Ballot } from '../../paxos/ballot.ts';
import type { EventRecord } from '../../sim/events.ts';
import type { RunHeader } from '../../sim/inputs.ts';

import type { SimNode } from '../../sim/sim-node.ts';
import { makeWorld, type World } from '../../sim/world.ts';
import { describe } from '../describe.ts';
import type { Executed } from './executed.ts';
import { bal, fun, int, msg, set, str, tup, val, VARIABLES, type Variable } from './itf-values.ts';
import type { Writer } from './writer.ts';

/** States hold all votes so far, so that a trace grows with the square of its length: it ends after so many, or so many characters. */
const MAX_STATES = 2_000;
const MAX_CHARACTERS = 8_000_000;

/** What a disk holds of the protocol. */
interface OnDisk {
  /** The highest record that was looked at. */
  lsn: number;
  promised: Ballot;
  readonly votes: Set<string>;
}

/** One JSON object, a state a line. */
export class ItfTrace implements Writer {
  private readonly header: RunHeader;
  private readonly ballots = new Set<string>();
  private readonly chosen = new Set<string>();
  private readonly disks = new Map<NodeId, OnDisk>();
  private last: Readonly<Record<Variable, string>> | null = null;
  private states = 0;
  private characters = 0;
  private full = false;

  constructor(header: RunHeader) {
    this.header = header;
  }

  begin(): readonly string[] {
    const world = makeWorld(this.header);
    world.nodes.forEach((n) => this.readDisk(n));
    return [`{"vars":${JSON.stringify(Object.keys(VARIABLES))},`, '"states":[', ...this.state(world, { index: 0 })];
  }

  take({ record, world }: Executed): readonly string[] {
    this.learn(record);
    for (const n of world.nodes) this.readDisk(n);
    const meta = { index: this.states, event: record.number, at: record.at, says: describe(record, world).text };
    return this.state(world, meta);
  }

  end(): readonly string[] {
    const description = this.full
      ? `The first ${this.states} states of a run of Synod; a trace has at most ${MAX_STATES} states and ${MAX_CHARACTERS} characters.`
      : 'A run of Synod, a state wherever a variable changes.';
    const meta = { format: 'ITF', 'format-description': ADR, varTypes: VARIABLES, description, source: 'Synod', complete: !this.full };
    return ['],', `"#meta":${JSON.stringify(meta)}}`];
  }

  isFull(): boolean {
    return this.full;
  }

  // The state as a line, if it is another than the last.
  private state(world: World, meta: object): readonly string[] {
    const next = this.variables(world);
    const { last } = this;
    if (last !== null && VARIABLE_NAMES.every((v) => next[v] === last[v])) return [];
    const text = `${last === null ? '' : ','}{"#meta":${JSON.stringify(meta)},${VARIABLE_NAMES.map((v) => `"${v}":${next[v]}`).join()}}`;
    if (this.states >= MAX_STATES || this.characters + text.length > MAX_CHARACTERS) {
      this.full = true;
      return [];
    }
    this.last = next;
    this.states++;
    this.characters += text.length;
    return [text];
  }

  private variables(world: World): Readonly<Record<Variable, string>> {
    const { nodes } = world;
    const byNode = (of: (n: SimNode) => string): string => fun(nodes.map((n) => [str(nameOf(n.id)), of(n)]));
    const isUp = (n: SimNode): boolean => n.status === 'up' || n.status === 'paused';
    const leads = (n: SimNode): boolean => isUp(n) && n.node.role === 'leader';
    const messages = world.flights().flatMap((f) => (f.from === f.to ? [] : (msg(f) ?? [])));
    return {
      ballots: set(this.ballots),
      promises: byNode((n) => bal(this.disks.get(n.id)!.promised)),
      votes: byNode((n) => set(this.disks.get(n.id)!.votes)),
      leaders: byNode((n) => bal(leads(n) ? n.node.ballot : NO_BALLOT)),
      chosen: set(this.chosen),
      messages: set(messages.sort()),
      up: set(nodes.filter(isUp).map((n) => str(nameOf(n.id)))),
    };
  }

  private learn({ happening: h, notes, worldNotes }: EventRecord): void {
    for (const n of notes) {
      if (n.kind === 'candidate') this.ballots.add(bal(n.ballot));
      if (n.kind === 'chosen') this.chosen.add(tup(int(n.slot), val(n.entry)));
    }
    const refused = worldNotes.some((n) => n.kind === 'refused');
    if (h.kind === 'input' && h.input.kind === 'lose-disk' && !refused) this.disks.delete(h.input.node);
  }

  // What has come onto the disk since it was last looked at. What a checkpoint lets be cut stays.
  private readDisk({ id, disk }: SimNode): void {
    const known = this.disks.get(id) ?? { lsn: 0, promised: NO_BALLOT, votes: new Set() };
    this.disks.set(id, known);
    const before = known.lsn;
    for (let i = disk.durable - 1; i >= 0; i--) {
      const row = disk.rows.get(i);
      if (row === undefined || row.lsn <= before) return;
      known.lsn = Math.max(known.lsn, row.lsn);
      const { record } = row;
      if (row.flaw !== undefined || record.type === 'identity' || record.type === 'learned') continue;
      if (compareBallots(record.ballot, known.promised) > 0) known.promised = record.ballot;
      if (record.type === 'vote') known.votes.add(tup(int(record.slot), bal(record.ballot), val(record.entry)));
    }
  }
}

const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly Variable[];
const ADR = 'https://apalache-mc.org/docs/adr/015adr-trace.html';
