// The lesson "Back from the disk": what a node that crashed has when it comes back, what it lacks, and why a lost disk is another matter.
// Data only; what the prose says of the run is proved true by recovery.test.ts.
import type { Lesson, LessonStop } from '../lesson.ts';
import { lostDisk } from './recovery-lost-disk.ts';
import { BEFORE_THE_CRASH } from './recovery-worlds.ts';

const open: LessonStop = {
  id: 'open',
  title: 'What a disk holds',
  acts: [],
  until: null,
  prose: [
    'n1 leads `1.n1`; n2 and n3 follow. n3 has a slow disk: a sync takes 20 ms there. Safe on it are a *checkpoint* of slots 1 to 3 and the votes in slots 4 and 5.',
    'Its votes in slots 6, 7 and 8 have just been *written*: they are in the disk’s write cache, and none of them is *synced*. The three `Accepted` that tell n1 of them wait at the disk.',
  ],
  look: [
    { panel: 'disks', nodes: [3], label: 'three records to be synced, three messages held' },
    { panel: 'log', nodes: [3], slots: [6, 7, 8], label: 'written, not yet votes that count' },
  ],
  question: {
    ask: 'n3 crashes at this moment. Which of its votes will it have when it comes back?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'All five: they were written before the crash',
        right: false,
        reply:
          'What is synced survives: slots 4 and 5. What is only written may survive or not, in any part. Here the vote in slot 6 did; that in slot 7 is half there, that in slot 8 is gone.',
      },
      {
        text: 'Those in slots 4 and 5; of the rest nobody can say',
        right: true,
        reply:
          'Right. What is synced survives. Of what is only written a disk may have stored any part. Here the vote in slot 6 is on it; that in slot 7 is half there, that in slot 8 is gone.',
      },
      {
        text: 'Those in slots 4 and 5, and surely none of the others',
        right: false,
        reply:
          'A crash may take all that is not synced, but it need not: the disk may have stored some of it already. Here the vote in slot 6 is on it. A node must be right in either case.',
      },
    ],
  },
  task: null,
};

const crashed: LessonStop = {
  id: 'crashed',
  title: 'The others go on, and a record is torn',
  acts: [{ kind: 'crash', node: 3 }],
  until: 'applied 8 on n1',
  prose: [
    'n3 is down and its memory is gone. Of its three unsynced records the disk has the vote in slot 6. The one in slot 7 is *torn*: its end is missing. The one in slot 8 is not there at all.',
    'With a battery behind its write cache all three would be there: written is then as good as synced. That holds for as long as the battery does.',
    'n1 and n2 did not wait. They are two of three, a quorum: slots 6 to 8 are chosen, and n1 has sent you the answers.',
  ],
  look: [
    { panel: 'disks', nodes: [3], label: 'down; click it to see its records' },
    { panel: 'log', slots: [6, 7, 8], label: 'chosen without n3' },
  ],
  question: {
    ask: 'n3 restarts, and reads its disk. Each record has a checksum, and that of its last record does not fit. What must n3 do?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Cut that record off, and go on',
        right: true,
        reply:
          'Right. A bad record at the very end was being written when the node crashed. n3 cuts it off, and is as if it had never voted in slot 7.',
      },
      {
        text: 'Take no part: its disk is damaged',
        right: false,
        reply:
          'That is the rule for a bad record with valid ones behind it: that one was whole once, and n3 may have spoken of it. A bad record at the very end was being written at the crash. It is cut off.',
      },
      {
        text: 'Ask n1 what its vote was, and write it again',
        right: false,
        reply:
          'A vote is n3’s own word, and n1 never had it. n3 needs no vote in slot 7 to learn what is chosen there. It cuts the record off and is as if it had never voted.',
      },
    ],
  },
  task: {
    ask: 'Restart n3 yourself: select it and press R. Or go on, and the lesson does it.',
    goal: 'up n3',
    done: 'n3 is up again.',
  },
};

const back: LessonStop = {
  id: 'back',
  title: 'Checkpoint, then record by record',
  acts: [{ kind: 'restart', node: 3 }],
  until: null,
  prose: [
    'n3 is back. In the event list, at its restart, press “how n3 came back”: there you can go through it step by step.',
    'It cut the torn record off. It took the checkpoint: state, session table, and its promise of `1.n1`, as of slot 3. Then it took the records behind it in order: the votes in slots 4, 5 and 6. That is rule D7.',
    'The record of slot 6 was written when slots up to 5 were known to be chosen, and says so. So n3 ran slots 4 and 5 through its state machine again. Of slot 6 it knows its own vote, no more.',
  ],
  look: [
    { panel: 'events', label: 'the restart, and how n3 came back' },
    { panel: 'log', nodes: [3], slots: [4, 5, 6, 7, 8], label: 'applied up to 5, a vote in slot 6, nothing above' },
  ],
  question: {
    ask: 'n3 had voted in slots 7 and 8, and has forgotten it. Why does that do no harm?',
    answered: 'at-once',
    options: [
      {
        text: 'Because n1 and n2 were a quorum without it',
        right: false,
        reply:
          'They happened to be. Had n1 needed n3’s votes, it would have gone on waiting for them, and there would be no harm either: it had never heard of them.',
      },
      {
        text: 'Because n3 can learn the entries from the others',
        right: false,
        reply:
          'It can, and that mends its log. But had n1 counted n3’s vote in slot 7, then crashed, learning would bring no vote back. What saves it is that nobody had heard of that vote.',
      },
      {
        text: 'Because nobody had been told of these votes',
        right: true,
        reply:
          'Right. Each `Accepted` waited for the sync, and went with the crash. Persist before you speak: then what a crash takes is only what nobody has heard of.',
      },
    ],
  },
  task: null,
};

const caught: LessonStop = {
  id: 'caught',
  title: 'Late, and a full member all the same',
  acts: [
    { kind: 'cut', from: 1, to: 2 },
    { kind: 'command', operation: { op: 'put', key: 'i', value: '9' }, to: 1 },
  ],
  until: 'applied 9 on n3 and acknowledged i=9',
  pace: 0.009,
  prose: [
    'n3 lagged, and nothing of its log was “truncated” for that. n1’s heartbeat told it that slots up to 8 are chosen. Its vote in slot 6 was of `1.n1`, so that settled slot 6. It asked n1 for slots 7 and 8, and copied them.',
    'Before it had them, n1 proposed `i=9` in slot 9, and n3 voted. Votes are kept slot by slot, so a node that lags may vote at once. And its vote was needed: the link from n1 to n2 is cut. `i=9` is chosen by n1 and n3, n2 has not heard of it, and you have your answer.',
  ],
  look: [
    { panel: 'log', slots: [9], label: 'slot 9: n1 and n3, not n2' },
    { panel: 'clients', label: 'i=9 is done' },
  ],
  question: {
    ask: 'Now n3’s disk fails, and is replaced by an empty one. All that is chosen the others can give it. May n3 go on as before?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Yes, at once: it lags, as it did before',
        right: false,
        reply:
          'Before, it had kept every word that it had given. Now it knows neither its promise nor its votes. The node sees that its disk is empty, and takes no part.',
      },
      {
        text: 'Yes, once it has copied everything that is chosen',
        right: false,
        reply:
          'That restores its log, and not its word: what it had promised, and what it had voted for in slots that were not settled. The node sees that its disk is empty, and takes no part.',
      },
      {
        text: 'No: not under its old name',
        right: true,
        reply:
          'Right. Chosen entries can be learned again. What n3 had promised and voted, nobody can tell it. It sees that its disk is empty, and takes no part.',
      },
    ],
  },
  task: null,
};

export const recovery: Lesson = {
  id: 'recovery',
  title: 'Back from the disk',
  about:
    'How a node that crashed comes back from checkpoint and records, why a torn tail may be cut off, and why a lost disk is not the same as a late log.',
  minutes: 8,
  teaches: ['P10', 'D5', 'Q14'],
  scenario: BEFORE_THE_CRASH,
  pace: 0.005,
  stops: [open, crashed, back, caught, ...lostDisk],
};
