// The whole history of the clients, judged when it is asked for: linearizable or not, of what the verdict speaks, and, where no order explains
// it, the smallest part that cannot be right, operation by operation on one line of time.
import { useState } from 'react';
import { Check, CircleDashed, OctagonAlert, ScanSearch } from 'lucide-react';
import { seek, sentenceOf } from '../../state/actions.ts';
import { engine } from '../../state/engine.ts';
import type { HistoryReport, HistoryWindow } from '../../worker/protocol.ts';
import { Button } from '../kit/Button.tsx';
import { formatTime } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { barsOf, sayScope, sayVerdict, verdictOf } from './history-words.ts';

interface Judged {
  readonly report: HistoryReport | null;
  readonly refusal: string;
  readonly busy: boolean;
}

export function WholeHistory({ at }: { readonly at: number }) {
  const [{ report, refusal, busy }, setJudged] = useState<Judged>({ report: null, refusal: '', busy: false });
  const judge = (): void => {
    setJudged((j) => ({ ...j, busy: true }));
    engine.request('check-history').then(
      (found) => setJudged({ report: found, refusal: '', busy: false }),
      (error: unknown) => setJudged({ report: null, refusal: sentenceOf(error), busy: false }),
    );
  };
  return (
    <Section title="The clients’ history" note="up to this moment">
      <p className="kit-sentence">
        Looks for one order of all operations, key by key, in which every answer is right and none comes before it was asked for (Wing and
        Gong, Lowe).
      </p>
      <div className="checks-acts">
        <Button size="sm" icon={ScanSearch} disabled={busy} onClick={judge}>
          {busy ? 'Checking' : 'Check the whole history'}
        </Button>
      </div>
      <div aria-live="polite">
        {refusal !== '' && (
          <p className="kit-sentence" data-tone="bad">
            {refusal}
          </p>
        )}
        {report !== null && <Verdict report={report} at={at} />}
      </div>
    </Section>
  );
}

const ICONS = { linearizable: Check, not: OctagonAlert, undecided: CircleDashed, empty: CircleDashed } as const;

function Verdict({ report, at }: { readonly report: HistoryReport; readonly at: number }) {
  const verdict = verdictOf(report);
  const Icon = ICONS[verdict];
  return (
    <div className="checks-verdict" data-verdict={verdict}>
      <p className="checks-verdict-word">
        <Icon className="kit-icon" aria-hidden />
        {sayVerdict(report)}
      </p>
      <p className="kit-sentence">
        {sayScope(report)} {report.event !== at && 'The moment shown is another one now.'}
      </p>
      {report.window !== null && <WindowShown window={report.window} />}
    </div>
  );
}

/** The bars say what overlaps what: operations that do not overlap have only one order. */
function WindowShown({ window }: { readonly window: HistoryWindow }) {
  const bars = barsOf(window);
  return (
    <>
      <p>{window.says}</p>
      <ol className="checks-window" aria-label={`Operations on ${window.key}, by the time of asking`}>
        {window.operations.map((o, i) => (
          <li key={o.command} data-wrong={o.wrong || undefined}>
            <span className="checks-operation">
              <b className="mono">{o.command}</b>
              <span className="mono">{o.operation}</span>
              <Button
                size="sm"
                look="quiet"
                tooltip={o.answered === null ? 'To the moment at which it was sent' : 'To the moment of its answer'}
                onClick={() => void seek((o.answered ?? o.invoked) + 1)}
              >
                {formatTime(o.answeredAt ?? o.invokedAt)}
              </Button>
            </span>
            <span className="checks-span" aria-hidden>
              <i data-open={bars[i]!.open || undefined} style={{ left: `${bars[i]!.left}%`, width: `${bars[i]!.width}%` }} />
            </span>
            <span className="checks-operation-text">{o.text}</span>
            {o.wrong && <span className="checks-wrong">This answer fits no order.</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
