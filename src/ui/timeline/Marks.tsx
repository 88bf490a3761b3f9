// The marks above the track. Pointing at one says what happened; pressing it goes there.
import { seek } from '../../state/actions.ts';
import { Tooltip } from '../kit/Tooltip.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { sayMarks, type MarkGroup } from './layout.ts';
import { MarkShape } from './mark-shapes.tsx';

export function Marks({ groups, omitted }: { readonly groups: readonly MarkGroup[]; readonly omitted: number }) {
  return (
    <div className="marks">
      {groups.map((group) => (
        <MarkButton key={group.mark.event} group={group} />
      ))}
      {omitted > 0 && <span className="marks-omitted">{formatCount(omitted)} marks not drawn</span>}
    </div>
  );
}

function MarkButton({ group }: { readonly group: MarkGroup }) {
  const { mark, marks, x } = group;
  const text = `${formatTime(mark.at)} ms · ${sayMarks(group).join('; ')}`;
  return (
    <Tooltip text={text}>
      {/* Out of the tab order: the keyboard goes from mark to mark on the track, and the text twin lists them. */}
      <button
        type="button"
        className="mark"
        tabIndex={-1}
        style={{ left: `max(0.5625rem, ${x}px)` }}
        aria-label={text}
        onClick={() => void seek(mark.event + 1)}
      >
        <MarkShape kind={mark.kind} node={mark.actor} />
        {marks.length > 1 && <span className="mark-count">{marks.length}</span>}
      </button>
    </Tooltip>
  );
}
