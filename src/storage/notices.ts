// What a person is told about the stored run: what was lost, what was done about it, what follows. The only place that words it.
import { nameOf, type NodeId } from '../base/units.ts';

/** The worker sends it on to the page as it is. */
export interface StorageNotice {
  readonly id: string;
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly text: string;
}

const notice = (tone: StorageNotice['tone'], id: string, title: string, text: string): StorageNotice => ({
  id: `storage-${id}`,
  tone,
  title,
  text,
});

const names = (nodes: readonly NodeId[]): string => nodes.map(nameOf).join(', ');
const all = (sentences: readonly string[]): string => sentences.slice(0, 4).join(' ');
const AGAIN =
  'It was executed again from the second copy of its journal, which brought back every disk, and the rows were written anew; nothing that was acknowledged is lost.';

export const NOTICES = {
  rebuiltFromNothing: (title: string) =>
    notice('warning', 'rebuilt', 'The run was rebuilt', `The browser had lost all that IndexedDB held of “${title}”. ${AGAIN}`),
  rebuiltFromBehind: (title: string) =>
    notice(
      'warning',
      'rebuilt',
      'The run was rebuilt',
      `IndexedDB held an earlier state of “${title}” than the one that had been acknowledged. ${AGAIN}`,
    ),
  rebuiltFromUnreadable: (title: string, why: string) =>
    notice('warning', 'rebuilt', 'The run was rebuilt', `What IndexedDB held of “${title}” could not be read. ${why} ${AGAIN}`),
  rebuiltInMemory: (title: string, why: string) =>
    notice(
      'warning',
      'rebuilt',
      'The run was rebuilt in memory',
      `${why} “${title}” was executed again from the second copy of its journal; its disks are in memory only.`,
    ),
  rowsRebuilt: (nodes: readonly NodeId[]) =>
    notice(
      'warning',
      'rows-rebuilt',
      `${names(nodes)}: stored rows rebuilt`,
      `Stored rows of ${names(nodes)} were missing or damaged. The journal is whole: the run was executed again, which gave those disks back to the byte, and the rows were written anew. The other disks equal their stored rows.`,
    ),
  journalMended: (damage: readonly string[]) =>
    notice(
      'warning',
      'journal-mended',
      'The journal was mended',
      `${all(damage)} The journal was taken from the second copy, the disks equal their stored rows, and all was written anew.`,
    ),
  aboutMended: (whole: boolean) =>
    notice(
      'warning',
      'about-mended',
      'Notes and bookmarks were mended',
      `What was written about the run could not be read from IndexedDB. It was taken from the second copy${whole ? '; nothing of it is lost.' : ', which is damaged itself: the latest changes may be missing.'}`,
    ),
  aboutGone: () =>
    notice(
      'error',
      'about-gone',
      'Notes and bookmarks are lost',
      'What was written about the run could not be read from IndexedDB, and there is no second copy to take it from. The run itself is whole.',
    ),
  otherEngine: () =>
    notice(
      'warning',
      'other-engine',
      'Executed by another version',
      'The run was stored by a version of Synod that may work differently in detail from this one, so that what was executed again may differ from what was lost.',
    ),
  journalShort: (damage: readonly string[]) =>
    notice(
      'error',
      'journal-short',
      'The end of the run is lost',
      `${all(damage)} IndexedDB could not help, so that the run goes on from the last moment before which nothing is missing.`,
    ),
  commitsLost: (commits: number) =>
    notice(
      'error',
      'commits-lost',
      'The end of the run is lost',
      `The ${commits === 1 ? 'last commit was' : `last ${commits} commits were`} acknowledged, and neither IndexedDB nor the second copy has ${commits === 1 ? 'it' : 'them'} any more. The run goes on from the last moment that is whole, the same one for every node.`,
    ),
  journalGone: (damage: readonly string[]) =>
    notice(
      'error',
      'restarted',
      'The nodes were restarted from their disks',
      `${all(damage)} Neither copy of the journal is whole, so that the run cannot be executed again. A new run begins in which every node recovers from its stored disk alone, with the settings of the old run’s beginning.`,
    ),
  notReplayed: (why: string) =>
    notice(
      'error',
      'restarted',
      'The nodes were restarted from their disks',
      `The stored run could not be executed again: ${why} A new run begins in which every node recovers from its stored disk alone.`,
    ),
  differs: (nodes: readonly NodeId[]) =>
    notice(
      'error',
      'restarted',
      'The nodes were restarted from their disks',
      `Executed again, the run does not give the rows that ${names(nodes)} had stored, as happens when this version of Synod works differently from the one that wrote them. The stored rows count: a new run begins in which every node recovers from its stored disk alone.`,
    ),
  diskLost: (nodes: readonly NodeId[]) =>
    notice(
      'error',
      'disk-lost',
      `${names(nodes)}: disk lost`,
      `Stored rows of ${names(nodes)} are missing or damaged and nothing is left to rebuild them from. What ${nodes.length === 1 ? 'it' : 'they'} had promised is unknown, so that ${nodes.length === 1 ? 'it never votes' : 'they never vote'} again under the old identity (rule D8).`,
    ),
  notRebuilt: (title: string, why: string) =>
    notice('error', 'not-rebuilt', 'The run could not be rebuilt', `The second copy of “${title}” could not be executed again: ${why}`),
  secondMissing: () =>
    notice(
      'info',
      'second-missing',
      'The second copy was written anew',
      'The second copy of the journal was not there. IndexedDB is whole, and the second copy was written from it.',
    ),
  secondDamaged: (damage: readonly string[]) =>
    notice(
      'info',
      'second-damaged',
      'The second copy was written anew',
      `${all(damage)} IndexedDB is whole, and the second copy was written from it.`,
    ),
  bothGone: (title: string) =>
    notice(
      'error',
      'both-gone',
      'The stored run is gone',
      `“${title}” was kept in this browser, and both IndexedDB and the second copy are empty now: the site’s data was cleared, or the browser lost it. The nodes are not taken for new ones; another run begins.`,
    ),
  outOfReach: (title: string, why: string) =>
    notice(
      'error',
      'out-of-reach',
      'The stored run cannot be reached',
      `“${title}” was kept in this browser. ${why} Another run begins, in memory.`,
    ),
  unreadable: (why: string) =>
    notice(
      'error',
      'unreadable',
      'The stored run cannot be read',
      `${why} There is no second copy to rebuild it from; another run begins.`,
    ),
  laterGone: (title: string) =>
    notice('error', 'later-gone', 'A later run is gone', `“${title}” was begun after the run that was found, and nothing of it is left.`),
  noSecond: (why: string) =>
    notice('info', 'no-second', 'No second copy', `${why} If the browser loses what IndexedDB holds, the run is gone.`),
  inMemory: (why: string) =>
    notice('warning', 'memory', 'Stored in memory only', `${why} The run is gone when this tab closes; save it as a file to keep it.`),
  readOnly: () =>
    notice(
      'info',
      'read-only',
      'Open in another tab',
      'The run is open in another tab. Here it can be looked at as it was stored when this tab was opened; nothing can be changed.',
    ),
  freed: () => notice('info', 'freed', 'The other tab is closed', 'Reload this page to go on with the run here.'),
  secondLost: (why: string) =>
    notice(
      'warning',
      'second-lost',
      'No second copy from now on',
      `The second copy of the journal could not be written: ${why} The run goes on with IndexedDB alone, until it is opened again.`,
    ),
} as const satisfies Readonly<Record<string, (...args: never[]) => StorageNotice>>;
