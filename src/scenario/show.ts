// `show`: the world at this moment as text for golden scenarios. Read from outside; nothing here changes anything.
import { assertNever } from '../base/assert.ts';
import { nameOf, type NodeId } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import { printEntry, printOperation, printSession } from '../paxos/entry.ts';
import { localTime, type SimNode } from '../sim/sim-node.ts';
import type { World } from '../sim/world.ts';
import { chosenInFact, membershipOf } from './facts.ts';
import { printTime } from './terse.ts';
import { printMessage, printRecord } from './terse-messages.ts';
import { printResult } from './terse-notes.ts';

export const SHOWS = ['nodes', 'log', 'disks', 'flights', 'clients', 'state', 'clocks', 'events', 'checks'] as const;
export type Show = (typeof SHOWS)[number];

/** The lines of what does not need the past; `events` and `checks` are the script's own. */
export function showWorld(show: Exclude<Show, 'events' | 'checks'>, world: World, only: readonly NodeId[]): string[] {
  const nodes = world.nodes.filter((n) => only.length === 0 || only.includes(n.id));
  switch (show) {
    case 'nodes':
      return nodes.map(showNode);
    case 'log':
      return showLog(world, nodes);
    case 'disks':
      return nodes.flatMap(showDisk);
    case 'flights':
      return orNone(
        world.flights().map((f) => `${printMessage(f.message)} ${nameOf(f.from)} → ${nameOf(f.to)}, due ${printTime(f.endsAt)}`),
      );
    case 'clients':
      return orNone(world.sessions.map(showSession));
    case 'clocks':
      return nodes.map(({ id, clock }) => `n${id} ${signed(clock.driftPpm)} ppm, ${signed(localTime(clock, world.now) - world.now)} us`);
    case 'state':
      return nodes.map(showState);
    default:
      return assertNever(show);
  }
}

const signed = (n: number): string => `${n > 0 ? '+' : ''}${n}`;
const orNone = (lines: string[]): string[] => (lines.length === 0 ? ['none'] : lines);

function showNode(n: SimNode): string {
  const { node } = n;
  if (n.status === 'crashed') return `n${n.id} crashed`;
  if (n.status === 'damaged') return `n${n.id} damaged: ${node.damage!}`;
  const role =
    node.role === 'follower'
      ? `follower of ${node.leader === 0 ? 'nobody' : nameOf(node.leader)}`
      : `${node.role} ${printBallot(node.ballot)}`;
  const parts = [
    role,
    ...membershipWords(n),
    `promised ${printBallot(node.promised)}`,
    `commit ${node.commitIndex}`,
    `applied ${node.appliedIndex}`,
  ];
  if (n.disk.durable < n.disk.rows.length) parts.push(`${n.disk.rows.length - n.disk.durable} unsynced`);
  if (n.node.checkpoint !== null) parts.push(`checkpoint ${n.node.checkpoint.index}`);
  if (n.status === 'paused') parts.push('paused');
  return `n${n.id} ${parts.join(', ')}`;
}

const membershipWords = (n: SimNode): string[] => (membershipOf(n.node) === 'member' ? [] : [membershipOf(n.node)]);

/** A row a slot: what is chosen in fact, then each node's cell. */
function showLog(world: World, nodes: readonly SimNode[]): string[] {
  const last = Math.max(0, ...world.nodes.map((n) => n.node.log.last()));
  const rows = [['slot', 'in fact', ...nodes.map((n) => nameOf(n.id))]];
  for (let slot = 1; slot <= last; slot++) {
    const fact = chosenInFact(world, slot);
    const cut = nodes.some((n) => slot <= n.node.log.floor);
    rows.push([String(slot), fact === null ? (cut ? 'folded' : '-') : printEntry(fact.entry), ...nodes.map((n) => showCell(n, slot))]);
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((r) => r[column]!.length)));
  return rows.map((r) =>
    r
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}

/** `x=4 1.n1` and the most that is so of it: written, voted (synced), chosen (known), applied; folded: under its checkpoint. */
function showCell(n: SimNode, slot: number): string {
  const { log } = n.node;
  if (n.status === 'crashed') return 'down';
  if (slot <= log.floor) return 'folded';
  const chosen = log.chosen(slot);
  const vote = log.vote(slot);
  if (chosen !== undefined) return `${printEntry(chosen)} ${slot <= n.node.appliedIndex ? 'applied' : 'chosen'}`;
  if (vote === undefined) return '-';
  return `${printEntry(vote.entry)} ${printBallot(vote.ballot)} ${isSynced(n, slot) ? 'voted' : 'written'}`;
}

function isSynced(n: SimNode, slot: number): boolean {
  for (let i = n.disk.durable; i < n.disk.rows.length; i++) {
    const { record } = n.disk.rows.get(i)!;
    if (record.type === 'vote' && record.slot === slot) return false;
  }
  return true;
}

function showDisk(n: SimNode): string[] {
  const lines: string[] = [];
  for (let i = 0; i < n.disk.rows.length; i++) {
    const row = n.disk.rows.get(i)!;
    const state = row.flaw ?? (i < n.disk.durable ? 'synced' : 'unsynced');
    lines.push(`n${n.id} #${row.lsn} ${printRecord(row.record)} (${state})`);
  }
  return lines.length === 0 ? [`n${n.id} empty`] : lines;
}

function showSession(s: World['sessions'][number]): string {
  const name = printSession(s.id);
  const before = s.last === null ? '' : `, before that ${printOperation(s.last.operation)}: ${printResult(s.last.result)}`;
  if (s.operation === null) return `${name} idle, ${s.acknowledged} answered${before}`;
  const outcome = s.state === 'unknown' ? ', outcome unknown' : '';
  return `${name} waits for ${printOperation(s.operation)} (#${s.sequence}) at ${nameOf(s.to)}, attempt ${s.attempt}${outcome}${before}`;
}

function showState(n: SimNode): string {
  if (n.status === 'crashed' || n.status === 'damaged') return `n${n.id} ${n.status}`;
  const items = n.node.machine.contents().map(([key, value, version]) => `${key}=${value} v${version}`);
  return `n${n.id} at ${n.node.appliedIndex}: ${items.length === 0 ? 'empty' : items.join(', ')}`;
}
