// The line beneath the diagram: what is selected and what it follows from; what is left out; or else what the signs mean.
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { sayBecause, sayLeftOut } from '../../view/space-time-text.ts';
import { selectedHit } from './acts.ts';
import type { Diagram } from './diagram.ts';
import type { StretchFeed } from './feed.ts';
import { eventOfHit, sayHit, useSentence } from './pointed.ts';

export function Foot({ diagram, feed }: { readonly diagram: Diagram; readonly feed: StretchFeed }) {
  const selection = useChoices((c) => c.selection);
  const run = useSaid((s) => `${s.run?.session ?? ''} ${s.run?.branches.find((b) => b.current)?.id ?? 0}`);
  const hit = selection === null ? null : selectedHit(diagram);
  const sentence = useSentence(eventOfHit(hit), run);
  const said = hit === null || hit.kind === 'node' ? '' : `${sayHit(hit, sentence)} ${because(diagram, feed, hit)}`.trim();
  const warning = diagram.fast ? TOO_FAST : feed.stretch === null ? '' : sayLeftOut(feed.stretch);
  return (
    <div className="space-time-foot" data-says={said !== '' || undefined}>
      <p className="space-time-said" aria-live="polite" title={said === '' ? undefined : said}>
        {said}
      </p>
      {said === '' && (warning === '' ? <Legend /> : <p className="space-time-warning">{warning}</p>)}
    </div>
  );
}

const TOO_FAST = 'Time passes faster than it can be followed: the newest stretch is drawn, a few times a second.';

function because(diagram: Diagram, { stretch }: StretchFeed, hit: NonNullable<ReturnType<typeof selectedHit>>): string {
  const lit = diagram.litFor(hit);
  return stretch === null || lit === null ? '' : sayBecause(lit);
}

const SIGNS: readonly (readonly [sign: string, means: string])[] = [
  ['question', 'question'],
  ['answer', 'answer'],
  ['leads', 'leads'],
  ['follows', 'believes so'],
  ['written', 'written'],
  ['sync', 'sync'],
  ['applied', 'slot applied'],
];

const Legend = () => (
  <ul className="space-time-legend" aria-label="Legend">
    {SIGNS.map(([sign, means]) => (
      <li key={sign}>
        <span className="space-time-sign" data-sign={sign} aria-hidden />
        {means}
      </li>
    ))}
    <li>colour: whose ballot</li>
  </ul>
);
