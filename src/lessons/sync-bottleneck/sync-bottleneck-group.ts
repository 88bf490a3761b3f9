// "The sync bottleneck", the first remedy: one sync for all that waits, and a power failure in the middle of it. See sync-bottleneck.ts.
import type { LessonStop } from '../lesson.ts';

export const group: LessonStop = {
  id: 'group',
  title: 'One sync for all that waits',
  acts: [{ kind: 'set', field: 'syncPolicy', value: 'group' }],
  until: 'acknowledged 331 and synced n1',
  prose: [
    'Within 15 ms of the change, one sync on each disk had made safe what waited there: 55 records on n1, 52 records on n2 and on n3. Since then 161 commands have been answered, 363 a second: the queue, and the load.',
    'Half of them took 34.2 ms or less. Of that, 20 ms are the client’s way and the round trip; the rest is a follower’s disk, 8 to 16 ms: a record waits for the sync under way, and then for its own. Alone in the cluster, a command would take 28 ms.',
    'So group commit makes no command quicker. It makes a sync serve many: the more wait, the more it serves.',
  ],
  look: [
    { panel: 'numbers', label: 'answers per second and latency, before and since' },
    { panel: 'disks', nodes: [1, 2, 3], label: 'what waits now' },
  ],
  question: {
    ask: 'At this moment n2 and n3 each have 4 records in the cache that are not synced. The power fails, at all three nodes at once. So far 333 commands have been acknowledged. How many of them are lost?',
    answered: 'as-it-happens',
    options: [
      {
        text: 'Four: those of the last group',
        right: false,
        reply:
          'The records of the last group are gone. But their `Accepted` waited for this very sync and had not left, so no client had been told of them: they are not among the 333.',
      },
      {
        text: 'None',
        right: true,
        reply:
          'Right. What the caches held had not been acknowledged: its `Accepted` waited for this very sync. Each of the 333 stands on the disks of a quorum.',
      },
      {
        text: 'Nobody can say: it depends on who leads next',
        right: false,
        reply:
          'Whoever leads next has promises from two of three nodes, and each acknowledged command is on the disks of two. One node is in both, and reports it.',
      },
    ],
  },
  task: null,
};

export const plug: LessonStop = {
  id: 'plug',
  title: 'What was acknowledged is there',
  acts: [{ kind: 'power-failure' }],
  until: null,
  prose: [
    'Every node has restarted from its disk. n2 and n3 lost 4 records each; n1 lost none. Each of the 333 acknowledged commands is on at least two of the three disks.',
    'The commands in slots 335 to 338 were the last group. Nobody was told that they are done, and nobody was told that they failed: their outcome is unknown. n1’s votes for them were synced, and a leader that hears of these will propose them again.',
  ],
  look: [
    { panel: 'log', slots: [333, 335, 338], label: 'voted on n1 alone from slot 335 on' },
    { panel: 'events', label: 'the power failure, and what is left' },
  ],
  question: {
    ask: 'A disk may even wait for its group to fill: until 12 records are there, or 4 ms are over. What does that bring, and what does it cost?',
    answered: 'at-once',
    options: [
      {
        text: 'Fewer syncs, for up to 4 ms more at each command',
        right: true,
        reply:
          'Right. Each sync serves more records, and each record may wait for company first. At low load, where none comes, it waits the 4 ms for nothing.',
      },
      {
        text: 'Fewer syncs, and a crash loses up to 12 acknowledged commands',
        right: false,
        reply: 'It may lose 12 records, and not one that was acknowledged: votes leave after the sync, whatever the size of the group.',
      },
      {
        text: 'More safety: a group is safe as a whole or not at all',
        right: false,
        reply:
          'A group is no transaction: a crash may keep some of its records. What makes it safe is that nobody is told of any before the sync.',
      },
    ],
  },
  task: null,
};
