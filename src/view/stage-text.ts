// The stage in sentences, for those who do not see it, and for the names of its parts. Says what the picture says, and nothing else.
import { nameOf, YOU, type Address, type Micros } from '../base/units.ts';
import type { ClientFrame, FlightFrame, Frame, HeldFrame, NodeFrame } from './frame.ts';
import { joinWords, listNodes, plural, spanText } from './words.ts';

/** Messages told one by one. */
const MAX_TOLD = 12;

/** Who leads, or what is being done about it: the line in the panel's head. */
export function leaderSentence(frame: Frame): string {
  const down = frame.nodes.filter((n) => n.status === 'crashed').length;
  if (frame.leader !== null) return `n${frame.leader.node} leads ballot ${frame.leader.ballot.text}`;
  if (down === frame.nodes.length) return frame.nodes.length === 1 ? 'The node is down' : 'All nodes are down';
  const candidates = frame.nodes.filter((n) => n.role === 'candidate' && n.status !== 'crashed');
  if (candidates.length === 0) return 'Nobody leads';
  if (candidates.length > 1) return `${listNodes(candidates.map((n) => n.id))} stand for election`;
  const [c] = candidates;
  return `n${c!.id} stands for ${c!.ballot?.text ?? 'a ballot'}${promiseCount(c!)}`;
}

const promiseCount = (n: NodeFrame): string =>
  n.promises === null ? '' : `: ${n.promises.from.length} of ${plural(n.promises.needed, 'promise')}`;

/** The whole picture, a sentence each. */
export function stageText(frame: Frame): string[] {
  return [
    `${leaderSentence(frame)}.`,
    ...frame.nodes.map((n) => nodeSentence(n, frame.at)),
    ...cutSentences(frame),
    flightsSentence(frame),
    ...frame.clients.map((c) => clientSentence(c, frame.at)),
  ].filter((s) => s !== '');
}

/** `n2, follower, has promised 3.n3. Chosen up to slot 12, applied up to slot 12. …` */
export function nodeSentence(n: NodeFrame, at: Micros | null = null): string {
  const parts = [`n${n.id}, ${stateWords(n)}.`];
  if (n.status !== 'crashed') parts.push(`Chosen up to slot ${n.commitIndex}, applied up to slot ${n.appliedIndex}.`);
  parts.push(...checkpointSentences(n), ...(at === null ? [] : leaseSentences(n, at)), ...diskSentences(n));
  if (n.disk.battery === 'failed') parts.push('The battery behind its cache has failed.');
  if (n.cutTo.length > 0) parts.push(`Its links to ${listNodes(n.cutTo)} are cut.`);
  if (n.waitsFor !== '') parts.push(n.waitsFor);
  return parts.join(' ');
}

export function stateWords(n: NodeFrame): string {
  const ballot = n.ballot === null ? '' : ` ${n.ballot.text}`;
  if (n.status === 'crashed') return n.disk.lost > 0 ? `crashed, ${plural(n.disk.lost, 'unsynced row')} lost` : 'crashed';
  if (n.status === 'damaged') return n.disk.full === true ? 'its disk is full' : 'its disk is damaged';
  const role =
    n.role === 'leader'
      ? `leads ballot${ballot}`
      : n.role === 'candidate'
        ? `stands for ballot${ballot}${promiseCount(n)}`
        : `${followerWord(n)}, has promised${n.ballot === null ? ' nothing' : ballot}`;
  return n.status === 'paused' ? `paused, ${role}` : role;
}

// M5, A4.
const followerWord = (n: NodeFrame): string =>
  n.unaware === true
    ? 'follower, removed without having heard of it'
    : n.membership === 'learner'
      ? 'learner, not a member yet'
      : n.membership === 'removed'
        ? 'removed, no member any more'
        : 'follower';

function checkpointSentences(n: NodeFrame): string[] {
  const c = n.checkpoint;
  if (c === undefined) return [];
  const said =
    c.index === 0 ? [] : [`Its checkpoint is at slot ${c.index}${n.logFloor === c.index ? ', and its log is cut up to there' : ''}.`];
  if (c.taking !== null) said.push(`It takes one at slot ${c.taking.index}.`);
  return said;
}

// Q3, Q4: in true time, from `at` on.
function leaseSentences(n: NodeFrame, at: Micros): string[] {
  return (n.leases ?? []).map((l) => {
    const left = spanText(Math.max(0, l.until - at));
    if (l.what === 'holder') return `The lease of n${l.node} counts for another ${left}.`;
    if (l.what !== 'bound') return `It may answer reads alone for another ${left}.`;
    return `It holds off ${l.node === 0 ? 'every candidate' : `candidates other than n${l.node}`} for another ${left}.`;
  });
}

function diskSentences(n: NodeFrame): string[] {
  const { disk } = n;
  const said = [];
  const unsynced = disk.written - disk.synced;
  if (unsynced > 0)
    said.push(`${plural(unsynced, 'row is', 'rows are')} written and not synced${disk.sync === null ? '' : '; a sync is under way'}.`);
  if (disk.heldCount > 0)
    said.push(
      `Its disk holds back ${plural(disk.heldCount, 'message')}: ${joinWords(disk.held.slice(0, 3).map(heldWords))}${disk.heldCount > 3 ? ' and more' : ''}.`,
    );
  return said;
}

export const heldWords = (h: HeldFrame): string => `${h.label} to ${nameOf(h.to)}`;

function cutSentences(frame: Frame): string[] {
  const has = (a: Address, b: Address): boolean => frame.cuts.some(([from, to]) => from === a && to === b);
  const both = frame.cuts.filter(([a, b]) => a < b && has(b, a)).map(([a, b]) => `${nameOf(a)} and ${nameOf(b)}`);
  const one = frame.cuts.filter(([a, b]) => !has(b, a)).map(([a, b]) => `${nameOf(a)} to ${nameOf(b)}`);
  return [both.length === 0 ? '' : `Cut, both ways: ${both.join('; ')}.`, one.length === 0 ? '' : `Cut, one way: ${one.join('; ')}.`];
}

function flightsSentence(frame: Frame): string {
  if (frame.flightCount === 0) return 'No message is under way.';
  const told = frame.flights.slice(0, MAX_TOLD).map(flightWords);
  return `${plural(frame.flightCount, 'message is', 'messages are')} under way: ${told.join('; ')}${frame.flightCount > told.length ? '; and more' : ''}.`;
}

/** `Accept 14 ∅ from n3 to n2`. */
export const flightWords = (f: FlightFrame): string =>
  `${f.label}${f.ballot !== null && !f.label.includes(f.ballot.text) ? ` in ${f.ballot.text}` : ''} from ${nameOf(f.from)} to ${nameOf(f.to)}${f.duplicate ? ', a copy' : ''}`;

/** `waiting 31 ms`, `unknown · try 2`, `answered`. */
export function clientState(c: ClientFrame, t: Micros): string {
  if (c.state === 'waiting') return `waiting ${spanText(Math.max(0, Math.floor((t - c.since) / 1000) * 1000))}`;
  if (c.state === 'unknown') return `unknown · try ${c.attempt}`;
  return c.last === '' ? 'has asked nothing' : 'answered';
}

export function clientSentence(c: ClientFrame, t: Micros): string {
  const you = c.name === nameOf(c.id) && c.id === YOU;
  const who = you ? 'You' : c.name;
  const asks = `${c.operation}, request ${c.sequence}`;
  if (c.state === 'idle')
    return c.last === ''
      ? `${who}: nothing asked yet.`
      : `${who}: last answer: ${c.last}. ${plural(c.acknowledged, 'command')} acknowledged.`;
  const since = spanText(Math.max(0, t - c.since));
  if (c.state === 'waiting') return `${who} ${you ? 'wait' : 'waits'} for ${asks}, sent to n${c.to} ${since} ago.`;
  return `${who}: ${asks} has no answer after ${since}; its outcome is unknown. It was sent again, under the same number, to n${c.to}: attempt ${c.attempt}.`;
}
