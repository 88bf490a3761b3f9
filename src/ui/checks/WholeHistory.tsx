// The whole history of the clients, judged when it is asked for: linearizable or not, of what the verdict speaks, and, where no order explains
// it, the smallest part that cannot be right, operation by operation on one line of time.
import { useEffect, useRef } from 'react';
import { Check, CircleDashed, OctagonAlert, ScanSearch, ZoomIn } from 'lucide-react';
import { seek } from '../../state/actions.ts';
import { branchNamed, judgeHistory, showOnTrack, useJudged } from '../../state/judged.ts';
import { useSaid } from '../../state/said.ts';
import type { HistoryReport, HistoryWindow } from '../../worker/protocol.ts';
import { Button } from '../kit/Button.tsx';
import { formatTime } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { sayScope, sayVerdict, verdictOf } from './history-words.ts';
import { WindowPicture } from './WindowPicture.tsx';

export function WholeHistory({ at }: { readonly at: number }) {
  const { report, of, refusal, busy } = useJudged();
  const here = useSaid((s) => branchNamed(s.run));
  return (
    <Section title="The clients’ history" note="up to this moment">
      <p className="kit-sentence">
        Looks for one order of all operations, key by key, in which every answer is right and none comes before it was asked for (Wing and
        Gong, Lowe).
      </p>
      <div className="checks-acts">
        <Button size="sm" icon={ScanSearch} disabled={busy} onClick={() => void judgeHistory()}>
          {busy ? 'Checking' : 'Check the whole history'}
        </Button>
      </div>
      <div aria-live="polite">
        {refusal !== '' && (
          <p className="kit-sentence" data-tone="bad">
            {refusal}
          </p>
        )}
        {report !== null && of === here && <Verdict report={report} at={at} />}
      </div>
    </Section>
  );
}

const ICONS = { linearizable: Check, not: OctagonAlert, undecided: CircleDashed, empty: CircleDashed } as const;

function Verdict({ report, at }: { readonly report: HistoryReport; readonly at: number }) {
  const verdict = verdictOf(report);
  const Icon = ICONS[verdict];
  const box = useRef<HTMLDivElement>(null);
  // What was asked for is at the end of a long drawer.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [report]);
  return (
    <div ref={box} className="checks-verdict" data-verdict={verdict}>
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

/** The picture says what overlaps what: operations that do not overlap have only one order. The list says it in sentences. */
function WindowShown({ window }: { readonly window: HistoryWindow }) {
  return (
    <>
      <p>{window.says}</p>
      <WindowPicture window={window} />
      <div className="checks-acts">
        <Button size="sm" icon={ZoomIn} tooltip="Zooms the time track to these operations" onClick={showOnTrack}>
          Show it on the time track
        </Button>
      </div>
      <ol className="checks-window" aria-label={`Operations on ${window.key}, by the time of asking`}>
        {window.operations.map((o) => (
          <li key={o.command} data-wrong={o.wrong || undefined}>
            <span className="checks-operation">
              <b className="mono">{o.command}</b>
              <Button
                size="sm"
                look="quiet"
                tooltip={o.answered === null ? 'To the moment at which it was sent' : 'To the moment of its answer'}
                onClick={() => void seek((o.answered ?? o.invoked) + 1)}
              >
                {formatTime(o.answeredAt ?? o.invokedAt)} ms
              </Button>
            </span>
            <span className="checks-operation-text">{o.text}</span>
            {o.wrong && <span className="checks-wrong">This answer fits no order.</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
