// The time track in words, for screen readers: who led when, the last marks, the branches.
import { bookmarksOnWay } from '../../state/bookmarks-on-way.ts';
import type { RunFrame } from '../../worker/protocol.ts';
import { formatTime } from '../kit/format.ts';

const LISTED = 20;

export function TextTwin({ run }: { readonly run: RunFrame }) {
  return (
    <div className="unseen">
      <h2>The run in words</h2>
      <p>{sayReigns(run)}</p>
      <p>{sayBookmarks(run)}</p>
      <ol>
        {run.marks.slice(-LISTED).map((m) => (
          <li key={`${m.event} ${m.kind} ${m.text}`}>
            {formatTime(m.at)} ms: {m.text}
          </li>
        ))}
      </ol>
    </div>
  );
}

const sayBookmarks = (run: RunFrame): string =>
  bookmarksOnWay(run)
    .map((b) => `Bookmark at ${formatTime(b.at)} ms: ${b.title}.`)
    .join(' ');

/** The last reigns, in a sentence each. */
export function sayReigns({ reigns }: Pick<RunFrame, 'reigns'>): string {
  if (reigns.length === 0) return 'Nobody has led so far.';
  const said = reigns
    .slice(-LISTED)
    .map(
      (r) =>
        `n${r.node} led in ballot ${r.ballot} from ${formatTime(r.from)} ms ${r.to === null ? 'and leads still' : `to ${formatTime(r.to)} ms`}.`,
    );
  const left = reigns.length - said.length;
  return `${left > 0 ? `${left} earlier reigns are left out. ` : ''}${said.join(' ')}`;
}
