// Every statement that "Back from the disk" makes about its runs, held against the runs of the real engine at that stop.
import { describe, expect, it } from 'vitest';
import { printBallot } from '../../paxos/ballot.ts';
import { isMember } from '../../paxos/configuration.ts';
import { chosenInFact } from '../../scenario/facts.ts';
import type { World } from '../../sim/world.ts';
import { tellRecovery, rowsFound } from '../../trace/say-recovery.ts';
import { recovery } from './recovery.ts';
import { applied, counted, entry, flying, knows, leads, same, synced, told, up, vote } from '../reading-testing.ts';
import { runTo, unproved, type AtStop, type Proof } from '../testing.ts';

/** What is on a node’s disk: `vote 4`, `checkpoint 3`, with `unsynced` or `torn` behind it. */
function disk(w: World, node: number): string[] {
  const { rows, durable } = w.node(node).disk;
  return Array.from({ length: rows.length }, (_, i) => {
    const { record: r, flaw } = rows.get(i)!;
    const what = r.type === 'vote' || r.type === 'learned' ? ` ${r.slot}` : r.type === 'checkpoint' ? ` ${r.checkpoint.index}` : '';
    return `${r.type}${what}${flaw === undefined ? '' : ` ${flaw}`}${i < durable ? '' : ' unsynced'}`;
  });
}
const promised = (w: World, node: number): string => printBallot(w.node(node).node.promised);
const eventOf = (at: AtStop, pattern: RegExp): number => at.told.findLastIndex((t) => pattern.test(t));
const answered = (at: AtStop, command: string): boolean => told(at, new RegExp(`^You have the answer to .*: ${command} is done`));
const value = (w: World, node: number, key: string): string =>
  w
    .node(node)
    .node.machine.contents()
    .find(([k]) => k === key)?.[1] ?? '';

const PROOFS: Readonly<Record<string, Readonly<Record<string, Proof>>>> = {
  open: {
    'n1 leads 1.n1; n2 and n3 follow.': ({ world: w }) => leads(w, 1, '1.n1') && [2, 3].every((n) => w.node(n).node.leader === 1),
    'n3 has a slow disk: a sync takes 20 ms there.': ({ world: w }) =>
      w.config.nodeSyncMicros[2] === 20_000 && w.config.syncMicros === 1_000,
    'Safe on it are a checkpoint of slots 1 to 3 and the votes in slots 4 and 5.': ({ world: w }) =>
      same(disk(w, 3).slice(0, 4), ['identity', 'checkpoint 3', 'vote 4', 'vote 5']) && w.node(3).node.log.floor === 3,
    'Its votes in slots 6, 7 and 8 have just been written: they are in the disk’s write cache, and none of them is synced.': ({
      world: w,
    }) => same(disk(w, 3).slice(4), ['vote 6 unsynced', 'vote 7 unsynced', 'vote 8 unsynced']),
    'The three Accepted that tell n1 of them wait at the disk.': ({ world: w }) =>
      same(
        w.node(3).disk.held.flatMap((h) => h.sends.map((o) => o.message.type)),
        ['Accepted', 'Accepted', 'Accepted'],
      ),
    'n3 crashes at this moment.': 'reasoning',
  },
  crashed: {
    'n3 is down and its memory is gone.': ({ world: w }) => w.node(3).status === 'crashed',
    'Of its three unsynced records the disk has the vote in slot 6.': ({ world: w }) => disk(w, 3).includes('vote 6'),
    'The one in slot 7 is torn: its end is missing.': ({ world: w }) => disk(w, 3).at(-1) === 'vote 7 torn',
    'The one in slot 8 is not there at all.': ({ world: w }) => disk(w, 3).every((r) => !r.includes('vote 8')),
    'n1 and n2 did not wait.': ({ world: w }) => [1, 2].every((n) => up(w, n)),
    'They are two of three, a quorum: slots 6 to 8 are chosen, and n1 has sent you the answers.': ({ world: w }) =>
      [6, 7, 8].every((s) => knows(w, 1, s) && [1, 2].every((n) => synced(w, n, s).length === 1)) &&
      flying(w, 'Reply').filter((f) => f.startsWith('n1')).length === 3,
    'n3 restarts, and reads its disk.': 'reasoning',
    'What must n3 do?': 'reasoning',
  },
  back: {
    'n3 is back.': ({ world: w }) => up(w, 3),
    'In the event list, at its restart, press “how n3 came back”: there you can go through it step by step.': (at) =>
      at.told.at(-1)!.startsWith('n3 restarts from its disk: it replays 5 records.') &&
      at.told.at(-1)!.includes('It cuts a torn record off'),
    'It took the checkpoint: state, session table, and its promise of 1.n1, as of slot 3.': ({ world: w }) =>
      w.node(3).node.checkpoint?.index === 3 && promised(w, 3) === '1.n1' && w.node(3).node.checkpoint!.state.sessions.length > 0,
    'Then it took the records behind it in order: the votes in slots 4, 5 and 6.': ({ world: w }) =>
      same(disk(w, 3), ['identity', 'checkpoint 3', 'vote 4', 'vote 5', 'vote 6']),
    'The record of slot 6 was written when slots up to 5 were known to be chosen, and says so.': ({ world: w }) => {
      const { record } = w.node(3).disk.rows.get(4)!;
      return record.type === 'vote' && record.slot === 6 && record.commitIndex === 5;
    },
    'So n3 ran slots 4 and 5 through its state machine again.': (at) =>
      at.told.at(-1)!.endsWith('It applies slots 4 and 5.') && same(applied(at.world, 3), [5]),
    'Of slot 6 it knows its own vote, no more.': ({ world: w }) => vote(w, 3, 6) === '1.n1 f=6' && !knows(w, 3, 6),
    'n3 had voted in slots 7 and 8, and has forgotten it.': ({ world: w }) => vote(w, 3, 7) === '' && vote(w, 3, 8) === '',
  },
  caught: {
    'n3 lagged, and nothing of its log was “truncated” for that.': ({ world: w }) =>
      w.node(3).node.log.floor === 3 && ['vote 4', 'vote 5', 'vote 6'].every((r) => disk(w, 3).includes(r)),
    'n1’s heartbeat told it that slots up to 8 are chosen.': (at) =>
      told(at, /^n1 tells all that it leads 1\.n1; its commit index is 8\.$/) &&
      told(at, /^n3 asks n1 for the chosen entries from slot 7 on: it knows that up to slot 8 all are chosen/),
    'Its vote in slot 6 was of 1.n1, so that settled slot 6.': (at) =>
      told(at, /^n3 learns that f=6 is chosen in slot 6: the leader’s commit index covers it, and its own vote there is of 1\.n1/),
    'It asked n1 for slots 7 and 8, and copied them.': (at) => told(at, /^n3 learns from n1 that slots 7 and 8 are chosen/),
    'Before it had them, n1 proposed i=9 in slot 9, and n3 voted.': (at) =>
      eventOf(at, /^n3 writes its vote \(9, 1\.n1, i=9\)/) < eventOf(at, /^n3 learns from n1 that slots 7 and 8/),
    'And its vote was needed: the link from n1 to n2 is cut.': ({ world: w }) => w.isCut(1, 2),
    'i=9 is chosen by n1 and n3, n2 has not heard of it, and you have your answer.': (at) =>
      same(
        [1, 2, 3].filter((n) => synced(at.world, n, 9).includes('1.n1 i=9')),
        [1, 3],
      ) &&
      vote(at.world, 2, 9) === '' &&
      answered(at, 'i=9'),
    'Now n3’s disk fails, and is replaced by an empty one.': 'reasoning',
    'May n3 go on as before?': 'reasoning',
  },
  lost: {
    'n3 found a disk without its identity record.': ({ world: w }) => w.node(3).disk.rows.length === 0,
    'Such a disk is lost or emptied, never taken for new, and n3 takes no part under its name: rule D8 (Alagappan et al., Protocol-Aware Recovery, 2018).':
      (at) => told(at, /^n3 restarts but takes no part, since its disk is empty/) && at.world.node(3).node.damage !== null,
    'Its checkpoint and the chosen entries: they can be learned again, from n1 for one.': ({ world: w }) =>
      same(applied(w, 1), [9]) && w.node(1).node.checkpoint?.index === 3,
    'Its promise, and its vote in slot 9: they cannot, for they were its own word, and n1 may be gone when somebody asks.': ({
      world: w,
    }) => vote(w, 3, 9) === '' && promised(w, 3) !== '1.n1' && chosenInFact(w, 9) === null,
    'Suppose n3 did go on, as if it had never voted.': 'reasoning',
    'n1 crashes, and n2 stands for election.': 'reasoning',
    'What will become of i=9, which was chosen and answered?': (at) => answered(at, 'i=9'),
  },
  forgetful: {
    'The story is the same, but rule D8 is turned off: n3 came back with its empty disk and goes on under its old name, as if it were new.':
      (at) =>
        same(at.world.config.switches, ['amnesia']) &&
        told(at, /^n3 restarts from its disk: it replays 0 records\. It had promised nothing/) &&
        at.world.node(3).node.damage === null &&
        answered(at, 'i=9'),
    'n1 has crashed.': ({ world: w }) => w.node(1).status === 'crashed',
    'n2 stands with 2.n2, and its Prepare is on its way to n3.': ({ world: w }) =>
      w.node(2).node.role === 'candidate' && promised(w, 2) === '2.n2' && flying(w, 'Prepare').includes('n2>n3'),
    'What will n3 answer about slot 9?': 'reasoning',
  },
  violated: {
    'n3 has sent its promise of 2.n2, with no vote to report.': ({ world: w }) =>
      w
        .flights()
        .some(
          (f) => f.from === 3 && f.message.type === 'Promise' && f.message.votes.length === 0 && printBallot(f.message.ballot) === '2.n2',
        ),
    'To show it, the lesson now goes on in spite of the check, and you send n2 a command, j=10.': ({ runner }) =>
      runner.violation?.invariant === 'I4' && runner.violation.says.startsWith('n3 takes part under its old identity'),
    'n2 will lead, and propose slots 6 to 8 again, in which it has votes of its own.': ({ world: w }) =>
      [6, 7, 8].every((s) => vote(w, 2, s) !== '') && vote(w, 2, 9) === '',
    'Where will j=10 go?': 'reasoning',
  },
  harm: {
    'Still in the broken world: n2 and n3 have voted for j=10 in slot 9, and you were told that it is done.': (at) =>
      [2, 3].every((n) => same(synced(at.world, n, 9), ['2.n2 j=10'])) && answered(at, 'j=10') && entry(at.world, 2, 9) === 'j=10',
    'You had been told the same of i=9, in the same slot.': (at) => answered(at, 'i=9') && same(synced(at.world, 1, 9), ['1.n1 i=9']),
    'n2 has no i at all.': ({ world: w }) => same(applied(w, 2), [9]) && value(w, 2, 'i') === '' && value(w, 2, 'j') === '10',
    'n3 could have learned i=9 from n1 before n1 crashed, and have it in its log.': 'reasoning',
  },
  identity: {
    'n2 stood for election, n3 was silent, and so nobody led until n1 was back.': (at) =>
      at.world.config.switches.length === 0 &&
      told(at, /^n3 ignores n2’s Prepare: its disk cannot be trusted/) &&
      eventOf(at, /^n1 restarts/) < eventOf(at, /^n2 leads 2\.n2/),
    'n1 reported its vote for i=9, n2 adopted it, and it is chosen in slot 9 as before.': (at) =>
      told(at, /^n2 leads 2\.n2.* It adopts i=9 in slot 9: the highest ballot reported was 1\.n1, by n1\./) &&
      entry(at.world, 2, 9) === 'i=9',
    'n3’s machine is of use again under a new identity, n4, which has never promised or voted anything.': (at) =>
      told(at, /^n4 is there, with a new disk/) && [9, 10].every((s) => vote(at.world, 4, s) === ''),
    'As a learner it was given the checkpoint and then the entries; then the log made it a member in n3’s place, in slot 10.': (at) =>
      eventOf(at, /^n4 installs n2’s checkpoint of slot 3/) < eventOf(at, /^n4 learns from n2 that slots 4–9/) &&
      entry(at.world, 4, 10) === '{n1 n2 n4}' &&
      isMember(at.world.node(4).node),
    'A node was down for an hour; its disk is whole. 5,000 slots were chosen meanwhile.': 'reasoning',
  },
};

describe('Back from the disk', () => {
  recovery.stops.forEach((stop, i) => {
    it(`says what is so at “${stop.title}”`, () => {
      expect(unproved(stop, runTo(recovery, i), PROOFS[stop.id] ?? {})).toEqual([]);
    });
  });

  it('is told step by step as the third stop tells it', () => {
    const before = runTo(recovery, 1).world;
    const at = runTo(recovery, 2);
    const record = at.records.at(-1)!;
    const steps = tellRecovery(rowsFound(before, record, 3), record, at.world.node(3));
    expect(steps.map((s) => s.kind)).toEqual(['cut', 'identity', 'checkpoint', 'vote', 'vote', 'vote', 'applied', 'applied', 'end']);
  });

  it('had counted none of the votes that n3 forgot', () => {
    const { world } = runTo(recovery, 0);
    expect([6, 7, 8].map((s) => counted(world, 1, s))).toEqual([1, 1, 1]);
  });
});
