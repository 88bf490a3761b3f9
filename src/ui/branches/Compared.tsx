// Two branches side by side: the run that both have, where they part and by what, the first thing that follows, and what has come of each.
import { ArrowLeft } from 'lucide-react';
import { showOn } from '../../state/actions.ts';
import { closeDialog } from '../../state/choices.ts';
import { stopComparing, type Comparing } from '../../state/comparing.ts';
import type { DescribedEvent } from '../../trace/described.ts';
import type { ComparedSide, Comparison } from '../../worker/protocol.ts';
import { Button } from '../kit/Button.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { Outcomes } from './Outcomes.tsx';

type Shown = Exclude<Comparing, { state: 'idle' }>;

export function Compared({ comparing }: { readonly comparing: Shown }) {
  return (
    <>
      <div className="compared-back">
        <Button icon={ArrowLeft} look="quiet" size="sm" onClick={stopComparing}>
          {comparing.state === 'working' ? 'Stop, and back to the tree' : 'Back to the tree'}
        </Button>
      </div>
      {comparing.state === 'working' && <Working done={comparing.done} total={comparing.total} />}
      {comparing.state === 'failed' && <p role="alert">{comparing.why}</p>}
      {comparing.state === 'done' && <Sides comparison={comparing.comparison} />}
    </>
  );
}

function Working({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <div className="compared-working" role="status">
      <p>
        {total === 0
          ? 'Both are executed again.'
          : `Nothing different in ${formatCount(done)} events after the act, of ${formatCount(total)}.`}
      </p>
      <progress aria-label="Events compared" {...(total === 0 ? {} : { value: done, max: total })} />
    </div>
  );
}

function Sides({ comparison }: { readonly comparison: Comparison }) {
  const { sides, common } = comparison;
  return (
    <div className="compared">
      <p className="compared-lead">{sayParting(comparison)}</p>
      {common.last.length > 0 && (
        <section className="compared-common" aria-label="The last events that both have">
          {common.last.map((event) => (
            <EventLine key={event.event} event={event} branch={sides[0].branch} />
          ))}
        </section>
      )}
      <div className="compared-sides">
        {sides.map((side) => (
          <Side key={side.branch} side={side} parts={comparison.parts} />
        ))}
      </div>
      <Outcomes comparison={comparison} />
    </div>
  );
}

function sayParting({ parts, common, sides: [a, b] }: Comparison): string {
  const same = `“${a.name}” and “${b.name}” are the same run for ${formatCount(common.events)} events: executed on both, its digest is ${common.digest}.`;
  if (parts !== null) return `${same} Event ${formatCount(parts)} is the first that differs.`;
  const [shorter, longer] = a.end.event <= b.end.event ? [a, b] : [b, a];
  return shorter.end.event === longer.end.event
    ? `${same} Both end there.`
    : `${same} “${shorter.name}” ends there, and “${longer.name}” goes on.`;
}

function Side({ side, parts }: { readonly side: ComparedSide; readonly parts: number | null }) {
  const { name, branch, acts, actCount, events, differs } = side;
  return (
    <section className="compared-side" aria-label={name}>
      <h3>{name}</h3>
      <p className="compared-acts">
        {actCount === 0
          ? 'Nothing was done: it just went on.'
          : `Done here: ${acts.map((a) => a.text).join(', ')}${actCount > acts.length ? `, and ${formatCount(actCount - acts.length)} more` : ''}.`}
      </p>
      {events.length === 0 && <p className="compared-none">It ends where they part.</p>}
      {events.map((event, i) => (
        <Line key={event.event} event={event} before={events[i - 1]} side={side} parts={parts} />
      ))}
      {differs === null && events.length > 0 && parts !== null && <p className="compared-none">As far as both go, nothing else differs.</p>}
      {parts !== null && (
        <Button size="sm" onClick={() => show(branch, parts + 1)}>
          Show this side there
        </Button>
      )}
    </section>
  );
}

interface LineProps {
  readonly event: DescribedEvent;
  readonly before: DescribedEvent | undefined;
  readonly side: ComparedSide;
  readonly parts: number | null;
}

function Line({ event, before, side, parts }: LineProps) {
  const gap = before === undefined ? 0 : event.event - before.event - 1;
  const mark = event.event === parts ? 'parts' : event.event === side.differs ? 'differs' : undefined;
  return (
    <>
      {gap > 0 && <p className="compared-gap">{gap === 1 ? '1 event' : `${formatCount(gap)} events`} as on the other side</p>}
      {mark === 'differs' && <p className="compared-mark">What follows differs from here:</p>}
      <EventLine event={event} branch={side.branch} {...(mark === undefined ? {} : { mark })} />
    </>
  );
}

function EventLine({ event, branch, mark }: { readonly event: DescribedEvent; readonly branch: number; readonly mark?: string }) {
  return (
    <button
      type="button"
      className="compared-event"
      data-mark={mark}
      data-event={event.event}
      aria-label={`Event ${formatCount(event.event)}: ${event.text} Show it.`}
      onClick={() => show(branch, event.event + 1)}
    >
      <span className="mono">{formatTime(event.at)}</span>
      <span>{event.text}</span>
    </button>
  );
}

/** The stage shows it, so the dialog goes out of the way. */
function show(branch: number, event: number): void {
  closeDialog();
  void showOn(branch, event);
}
