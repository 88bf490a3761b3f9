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

function Legend() {
  return (
    <ul className="space-time-legend" aria-label="Legend">
      <li>
        <span className="space-time-sign" data-sign="question" aria-hidden />
        question
      </li>
      <li>
        <span className="space-time-sign" data-sign="answer" aria-hidden />
        answer
      </li>
      <li>
        <span className="space-time-sign" data-sign="leads" aria-hidden />
        leads
      </li>
      <li>
        <span className="space-time-sign" data-sign="follows" aria-hidden />
        believes so
      </li>
      <li>
        <span className="space-time-sign" data-sign="written" aria-hidden />
        written
      </li>
      <li>
        <span className="space-time-sign" data-sign="sync" aria-hidden />
        sync
      </li>
      <li>
        <span className="space-time-sign" data-sign="applied" aria-hidden />
        slot applied
      </li>
      <li>colour: whose ballot</li>
    </ul>
  );
}
