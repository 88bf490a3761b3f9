// How far a search is: seeds, events, faults, the corners of the rules that it came to; and, once something is found, how small it is by now.
import { useEffect, useRef } from 'react';
import { isSearching, type SearchState } from '../../state/search.ts';
import type { SearchProgress } from '../../worker/search-protocol.ts';
import { formatCount } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { coverageOf, sayFound, sayRate, saySize, sayTimes } from './search-words.ts';

const SELDOM = 12;

export function Progress({ search, progress }: { readonly search: SearchState; readonly progress: SearchProgress }) {
  const { asked, stage, found, smaller } = search;
  const total = asked!.last - asked!.first + 1;
  const top = useRef<HTMLDivElement>(null);
  // It begins below the form, which may fill a small drawer.
  useEffect(() => {
    if (stage === 'seeds') top.current?.scrollIntoView({ block: 'nearest' });
  }, [stage]);
  const rate = isSearching(search) && stage === 'seeds' ? sayRate(progress) : '';
  return (
    <div ref={top} className="search-progress">
      {stage === 'smaller' && found !== null && (
        <Section title="Making it smaller">
          <p>
            <b>{sayFound(found)}</b> {found.says}
          </p>
          <Bar label="Made smaller" value={smaller?.attempts ?? 0} of={smaller?.most ?? 1} />
          <p className="kit-sentence">
            {smaller === null
              ? `It has ${saySize(found.size)}.`
              : `Attempt ${formatCount(smaller.attempts)} of ${formatCount(smaller.most)} at most: from ${saySize(found.size)} to ${saySize(smaller.size)}.`}
          </p>
        </Section>
      )}
      <Section title="Looked through" note={rate === '' ? undefined : `${rate.replace(' a second', '')} events a second`}>
        {stage === 'seeds' && <Bar label="Seeds" value={progress.seeds} of={total} />}
        <dl className="search-figures">
          <Figure name="Seeds" value={`${formatCount(progress.seeds)} of ${formatCount(total)}`} />
          <Figure name="Events" value={formatCount(progress.events)} />
          <Figure name="Faults and other inputs" value={formatCount(progress.inputs)} />
          <Figure name="Slots chosen" value={formatCount(progress.chosen)} />
        </dl>
        <Corners progress={progress} />
      </Section>
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Bar({ label, value, of }: { readonly label: string; readonly value: number; readonly of: number }) {
  return (
    <div className="search-bar" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={of} aria-valuenow={value}>
      <i style={{ width: `${Math.min(100, (100 * value) / of)}%` }} />
    </div>
  );
}

/** A corner that was never reached says that the search proves nothing about it. */
function Corners({ progress }: { readonly progress: SearchProgress }) {
  const { reached, seldom } = coverageOf(progress, SELDOM);
  return (
    <details className="search-corners">
      <summary>
        Corners of the rules reached: {reached} of {progress.marks.length}
      </summary>
      <p className="kit-sentence">The seldom ones. About one that was never reached, these seeds prove nothing.</p>
      <ul>
        {seldom.map(([mark, n]) => (
          <li key={mark}>
            <span>{mark}</span>
            <b data-never={n === 0 || undefined}>{sayTimes(n)}</b>
          </li>
        ))}
      </ul>
    </details>
  );
}
