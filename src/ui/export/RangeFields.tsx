// From which event to which, and three ways to say it at once.
import { useEffect, useState } from 'react';
import { engine } from '../../state/engine.ts';
import type { Micros } from '../../base/units.ts';
import { Button } from '../kit/Button.tsx';
import { NumberField } from '../kit/Field.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { changeRange, rangeBefore, wholeRun, type EventRange } from './range.ts';

interface RangeFieldsProps {
  readonly range: EventRange;
  readonly shown: number;
  readonly tip: number;
  /** The beginning can be chosen as well. */
  readonly both: boolean;
  readonly onChange: (range: EventRange) => void;
}

export function RangeFields({ range, shown, tip, both, onChange }: RangeFieldsProps) {
  const set = (change: Partial<EventRange>): void => onChange(changeRange(range, change, tip));
  return (
    <fieldset className="export-range">
      <legend className="unseen">Events</legend>
      <div className="export-range-fields">
        {both && <NumberField label="From event" value={range.from} min={0} max={tip} onCommit={(from) => set({ from })} />}
        <NumberField label={both ? 'To event' : 'Up to event'} value={range.to} min={0} max={tip} onCommit={(to) => set({ to })} />
      </div>
      <div className="export-range-ways">
        <Button size="sm" onClick={() => onChange(wholeRun(tip))}>
          Whole run
        </Button>
        {both && (
          <Button size="sm" onClick={() => onChange(rangeBefore(shown))}>
            The last before now
          </Button>
        )}
        <Button size="sm" onClick={() => set({ to: shown })}>
          Up to the moment shown
        </Button>
      </div>
      <p className="kit-sentence">
        {both
          ? `The current branch has ${formatCount(tip)} events; shown is the moment after event ${formatCount(shown)}.`
          : `What reads it needs the beginning: it starts with the run. The current branch has ${formatCount(tip)} events.`}
      </p>
    </fieldset>
  );
}

/** When the events were; null until the engine has said it. */
export function useTimes({ from, to }: EventRange): { readonly from: Micros; readonly to: Micros } | null {
  const [times, setTimes] = useState<{ readonly range: string; readonly from: Micros; readonly to: Micros } | null>(null);
  const range = `${from} ${to}`;
  useEffect(() => {
    const state = { gone: false };
    Promise.all([timeOf(from), timeOf(to)])
      .then(([a, b]) => {
        if (!state.gone) setTimes({ range: `${from} ${to}`, from: a, to: b });
      })
      // Refused or lost: without times there is no estimate, and the export itself will say what is wrong.
      .catch(() => undefined);
    return () => {
      state.gone = true;
    };
  }, [from, to]);
  return times?.range === range ? times : null;
}

/** The time of the moment after so many events. */
async function timeOf(event: number): Promise<Micros> {
  if (event === 0) return 0;
  const [last] = await engine.request('events', { from: event - 1, count: 1 });
  return last?.at ?? 0;
}

/** `402.730 to 745.918 ms`. */
export const timesText = (times: { readonly from: Micros; readonly to: Micros }): string =>
  `${formatTime(times.from)} to ${formatTime(times.to)} ms`;
