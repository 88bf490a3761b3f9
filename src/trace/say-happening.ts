// What an event was, in words, where its notes do not tell it: a message that changes nothing, a loss, a sync, a timer, an input.
import { nameOf } from '../base/units.ts';
import type { Message } from '../paxos/messages.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { EventRecord, Flight, Happening } from '../sim/events.ts';
import type { EventTopic } from './described.ts';
import { sayInput } from './say-input.ts';
import { aboutOf, messageNamed, topicOfType } from './say-message.ts';
import { commandName, countsIn, listed, many, names, slotsNamed, type Context, type Said } from './wording.ts';

/** `told`: the notes have sentences already. Null where nothing is to be added. */
export function sayHappening(h: Happening, c: Context, told: boolean): Said | null {
  switch (h.kind) {
    case 'deliver':
      return told ? null : sayDelivered(h.flight, c);
    case 'lose':
      return sayLost(h.flight, h.why);
    case 'group':
      return told ? null : routine(`n${h.node}’s time for a group of records is over: nothing waits for a sync.`, ['disk']);
    case 'sync':
      return told ? null : saySync(h, c);
    case 'timer':
      return told ? null : sayTimer(h, c);
    case 'client':
      return told ? null : routine(`${nameOf(h.client)} sends nothing more: the load was taken away.`, ['client']);
    case 'input':
      return c.record.worldNotes.some((n) => n.kind === 'refused') ? null : sayInput(h.input, c);
  }
}

const routine = (text: string, topics: readonly EventTopic[], rules: readonly string[] = [], more: Partial<Said> = {}): Said => ({
  weight: 20,
  text: () => text,
  rules,
  topics,
  interest: 'routine',
  ...more,
});

function sayDelivered({ from, to, message: m }: Flight, c: Context): Said {
  const [me, peer] = [nameOf(to), nameOf(from)];
  const node = c.world.nodes[to - 1];
  if (node?.status === 'damaged' && node.disk.full)
    return routine(`${me} has stopped, since its disk is full: it does not handle ${peer}’s ${m.type}.`, [topicOfType(m.type), 'disk']);
  switch (m.type) {
    case 'Heartbeat':
      return routine(`${me} hears ${peer}’s heartbeat of ${printBallot(m.ballot)}: its time-out starts anew.`, ['heartbeat'], ['A5', 'E1']);
    case 'HeartbeatAck':
      return routine(`${me} has ${peer}’s answer to its heartbeat: applied up to slot ${m.appliedIndex}.`, ['heartbeat'], ['A5']);
    case 'CheckpointAt':
      return routine(`${me} is to take a checkpoint at slot ${m.index}: it will when it has applied that.`, ['checkpoint'], ['C4']);
    case 'CheckpointDone':
    case 'Installed':
      return routine(
        `${me} hears that ${peer} has a checkpoint of slot ${m.index}.`,
        ['checkpoint'],
        [m.type === 'Installed' ? 'R5' : 'C4'],
      );
    case 'Truncate':
      return routine(
        `${me} cuts nothing: its log is cut already, or it has no checkpoint of slot ${m.index}.`,
        ['checkpoint'],
        ['C4', 'D6'],
      );
    case 'Members':
      return routine(
        `${me} knows ${knowsNewer(c.record) ? `of newer members, and tells ${peer}` : 'already who the members are'}.`,
        ['membership'],
        ['A4'],
      );
    case 'CatchUpRequest':
      return sayCatchUp(me, peer, m, c.record);
    case 'Request':
      return sayRequest(me, m, c.record);
    case 'Reply':
    case 'Redirect':
      return routine(
        `${me === 'you' ? 'You have' : `${me} has`} the answer to ${commandName(m.session, m.sequence)} already.`,
        ['client'],
        ['S1'],
        { command: commandName(m.session, m.sequence) },
      );
    default:
      return routine(`${me} has ${peer}’s ${m.type}: it changes nothing.`, [topicOfType(m.type)]);
  }
}

const knowsNewer = (record: EventRecord): boolean => record.sent.some((f) => f.message.type === 'Members');

function sayCatchUp(me: string, peer: string, m: Extract<Message, { type: 'CatchUpRequest' }>, record: EventRecord): Said {
  const reply = record.sent.find((f) => f.message.type === 'CatchUpReply')?.message;
  const slots = reply?.type === 'CatchUpReply' ? reply.entries.map((_, i) => m.fromSlot + i) : [];
  return routine(
    `${me} sends ${peer} the ${slots.length === 1 ? 'entry' : 'entries'} of ${slotsNamed(slots)}: what is known to be chosen may be copied freely.`,
    ['catch-up'],
    ['R2'],
    { slot: m.fromSlot },
  );
}

function sayRequest(me: string, m: Extract<Message, { type: 'Request' }>, record: EventRecord): Said {
  const command = commandName(m.session, m.sequence);
  const redirect = record.sent.find((f) => f.message.type === 'Redirect')?.message;
  if (redirect?.type !== 'Redirect') return routine(`${me} has ${command}.`, ['client'], [], { command });
  const where = redirect.leader === 0 ? 'knows no leader and says so' : `does not lead and names n${redirect.leader}`;
  return routine(`${me} ${where}: it does not propose ${command}.`, ['client'], ['L7'], { command });
}

function sayLost(flight: Flight, why: Extract<Happening, { kind: 'lose' }>['why']): Said {
  const { from, to, message: m } = flight;
  const reason = {
    loss: 'is lost on the way',
    cut: 'is lost: the link is cut',
    down: `is lost: ${nameOf(to)} is down`,
    hand: 'is dropped by hand',
  }[why];
  return {
    weight: 80,
    text: () => `${messageNamed(m, from)} to ${nameOf(to)} ${reason}.`,
    rules: [],
    topics: ['network', topicOfType(m.type)],
    interest: why === 'loss' && topicOfType(m.type) !== 'heartbeat' ? 'notable' : 'routine',
    ...aboutOf(m),
  };
}

/** D2, D3: what the sync made durable, and what it let go. */
function saySync(h: Extract<Happening, { kind: 'sync' }>, c: Context): Said {
  const { record } = c;
  const leaves = released(c);
  const types = new Set(record.sent.map((f) => f.message.type));
  const rules = [
    ...(types.has('Prepare') ? ['D1'] : []),
    ...(types.has('Promise') ? ['D2'] : []),
    ...(types.has('Accepted') ? ['D3'] : []),
    ...(types.has('CheckpointSaved') ? ['D6'] : []),
  ];
  const first = record.sent[0]?.message;
  return routine(
    `${nameOf(h.node)}’s sync is complete: ${many(h.rows, 'record')} ${h.rows === 1 ? 'is' : 'are'} safe${checkpointIn(record)}.${leaves}`,
    ['disk'],
    rules,
    first === undefined ? {} : aboutOf(first),
  );
}

function checkpointIn(record: EventRecord): string {
  const saved = record.sent.map((f) => f.message).find((m) => m.type === 'CheckpointSaved');
  return saved?.type === 'CheckpointSaved' ? `, its checkpoint of slot ${saved.checkpoint.index} among them` : '';
}

function released(c: Context): string {
  const { record } = c;
  const own = record.sent.filter((f) => f.to === record.actor);
  const out = record.sent.filter((f) => f.to !== record.actor);
  const parts: string[] = [];
  for (const type of new Set(out.map((f) => f.message.type))) {
    const flights = out.filter((f) => f.message.type === type);
    parts.push(`${type}${slotsOf(flights)} to ${names([...new Set(flights.map((f) => f.to))])}`);
  }
  const leave = parts.length === 0 ? '' : ` What waited for it leaves: ${listed(parts)}.`;
  return leave + countsNow(own, c);
}

// What is delivered to the node itself: its own promise, its votes.
function countsNow(own: readonly Flight[], c: Context): string {
  const of = (type: Message['type']): Flight[] => own.filter((f) => f.message.type === type);
  const votes = of('Accepted').filter(({ message: m }) => m.type === 'Accepted' && countsIn(c, m.slot));
  const parts = [
    ...(of('Promise').length > 0 ? [' Its own promise now counts.'] : []),
    ...(votes.length > 0
      ? [` Its own ${votes.length === 1 ? 'vote' : 'votes'}${slotsOf(votes)} now ${votes.length === 1 ? 'counts' : 'count'}.`]
      : []),
  ];
  return parts.join('');
}

function slotsOf(flights: readonly Flight[]): string {
  const slots = flights.flatMap((f) => ('slot' in f.message ? [f.message.slot] : []));
  return slots.length === 0 ? '' : ` for ${slotsNamed([...new Set(slots)])}`;
}

function sayTimer(h: Extract<Happening, { kind: 'timer' }>, c: Context): Said {
  const me = nameOf(h.node);
  const node = c.world.nodes[h.node - 1]?.node;
  switch (h.timer) {
    case 'heartbeat':
      return routine(
        `${me} tells all that it leads${node?.leadership ? ` ${printBallot(node.leadership.ballot)}` : ''}; its commit index is ${node?.commitIndex ?? 0}.`,
        ['heartbeat'],
        ['E1', 'R2'],
      );
    case 'resend':
      return routine(`${me} looks for messages to send again: none has been open for long enough.`, ['phase2'], ['L6']);
    case 'catch-up':
      return routine(`${me} meanwhile has the entries that it would have asked for.`, ['catch-up'], ['R2']);
    case 'learn':
      return routine(`${me} has learned every slot that its quorum knew to be chosen.`, ['catch-up'], ['L2']);
    case 'batch':
      return routine(`${me} has waited for a batch to fill: nothing waits any more.`, ['phase2'], ['B1']);
    case 'checkpoint':
      return routine(`${me} has serialised a checkpoint that a newer one has replaced.`, ['checkpoint'], ['C5']);
    case 'checkpoint-idle':
    case 'checkpoint-bound':
      return routine(
        node?.leadership?.checkpointRound
          ? `${me} waits on: no quorum has a checkpoint of slot ${node.leadership.checkpointRound.index} yet.`
          : `${me} takes no checkpoint: one is being written, or nothing was applied since the last.`,
        ['checkpoint'],
        [node?.leadership?.checkpointRound ? 'C4' : 'C5'],
      );
    case 'lease':
      return routine(`A lease that ${me} had granted is over: no slot waits for its holder any more.`, ['read'], ['Q4']);
    case 'election':
    case 'candidacy':
      return routine(
        `${me}’s ${h.timer === 'election' ? 'election time-out' : 'patience as a candidate'} ends without effect.`,
        ['election'],
        ['E1'],
      );
  }
}
