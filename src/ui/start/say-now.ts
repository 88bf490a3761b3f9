// One sentence on what is seen now. Standing still, that is the event just executed; while playing, events pass too fast to be read, so it
// is the state of the cluster, which changes when something worth knowing does.
import type { Frame, NodeFrame } from '../../view/frame.ts';
import type { OpeningProgress } from '../../worker/protocol.ts';
import { formatCount } from '../kit/format.ts';
import { inForce } from './in-force.ts';

export function sayNow(frame: Frame, playing: boolean): string {
  if (!playing) return frame.sentence;
  return sayState(frame);
}

/** A file is not believed: it is executed before it is shown. */
export const sayOpening = ({ done, total }: OpeningProgress): string =>
  `The run is executed again before it is shown: ${formatCount(done)} of ${formatCount(total)} events.`;

/** Who leads, or why nobody does; then what is out of the ordinary. */
export function sayState(frame: Frame): string {
  const down = frame.nodes.filter((n) => n.status === 'crashed' || n.status === 'damaged');
  const { members, quorum } = inForce(frame);
  if (members.filter((n) => !down.includes(n)).length < quorum)
    return `${sayDown(down)} ${quorum} of ${members.length} are needed: nothing can be chosen.`;
  const parts = [sayLeader(frame)];
  if (frame.log.gaps.length > 0) parts.push(sayGaps(frame));
  if (frame.cuts.length > 0) parts.push('Links are cut.');
  if (down.length > 0) parts.push(sayDown(down));
  if (parts.length === 1 && frame.leader !== null) parts.push(sayWork(frame));
  return parts.slice(0, 3).join(' ');
}

function sayLeader(frame: Frame): string {
  const { leader, nodes } = frame;
  const stands = nodes.find((n) => n.status === 'up' && n.role === 'candidate');
  if (leader !== null && (stands === undefined || stands.ballot === null || stands.ballot.round <= leader.ballot.round))
    return `n${leader.node} leads in ballot ${leader.ballot.text}.`;
  if (stands === undefined) return 'Nobody leads: the first follower whose time-out ends will stand.';
  const { promises, ballot } = stands;
  return `n${stands.id} stands in ballot ${ballot?.text ?? ''} and asks for promises${promises === null ? '' : `: ${promises.from.length} of ${promises.needed}`}.`;
}

function sayGaps({ log }: Frame): string {
  const [first, second] = log.gaps;
  return second === undefined
    ? `Slot ${first} is open below one that is chosen.`
    : `${log.gaps.length} slots are open below one that is chosen.`;
}

function sayWork({ log, clients }: Frame): string {
  const waiting = clients.filter((c) => c.state === 'waiting').length;
  if (waiting === 0 && log.last <= log.commitIndex) return 'It waits for a command.';
  return 'Each command takes a majority of synced votes.';
}

function sayDown(down: readonly NodeFrame[]): string {
  const names = down.map((n) => `n${n.id}`);
  return names.length === 1 ? `${names[0]} is down.` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are down.`;
}
