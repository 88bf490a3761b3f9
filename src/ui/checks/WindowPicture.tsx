// The part of the clients' history that no order explains, on the run's own time: who led, what crashed or was cut meanwhile, and each operation from
// its request to its answer, open at the end where its outcome is unknown. The list beside it says the same in sentences.
import { useRef } from 'react';
import { useSaid } from '../../state/said.ts';
import type { Mark } from '../../trace/described.ts';
import type { HistoryWindow, RunFrame } from '../../worker/protocol.ts';
import { formatTime } from '../kit/format.ts';
import { layoutMarks, layoutReigns, sayMarks, type X } from '../timeline/layout.ts';
import { MarkShape } from '../timeline/mark-shapes.tsx';
import { useWidth } from '../kit/use-width.ts';
import '../timeline/timeline.css';
import { barsOf, labelOf, spanOf, type Span } from './history-words.ts';

/** What can have to do with an answer that cannot be right. */
const TOLD: ReadonlySet<Mark['kind']> = new Set<Mark['kind']>([
  'violation',
  'power-failure',
  'crash',
  'restart',
  'election',
  'cut',
  'healed',
  'membership',
]);
/** Those that stop somebody: a line through what was under way. */
const LINED: ReadonlySet<Mark['kind']> = new Set<Mark['kind']>(['power-failure', 'crash', 'cut', 'healed']);

export function WindowPicture({ window }: { readonly window: HistoryWindow }) {
  const run = useSaid((s) => s.run);
  const box = useRef<HTMLDivElement>(null);
  const { width, rem } = useWidth(box);
  const span = spanOf(window);
  const x: X = (at) => ((at - span.from) * width) / (span.until - span.from);
  return (
    <div ref={box} className="window-picture">
      {run !== null && width > 0 && <RunAbove run={run} span={span} x={x} width={width} scale={rem / 16} />}
      <Lanes window={window} span={span} />
      {run !== null && <Lines run={run} span={span} x={x} />}
      <div className="window-times">
        <span>{formatTime(span.from)} ms</span>
        <span>{formatTime(span.until)} ms</span>
      </div>
    </div>
  );
}

interface RunAboveProps {
  readonly run: RunFrame;
  readonly span: Span;
  readonly x: X;
  readonly width: number;
  readonly scale: number;
}

const within = ({ from, until }: Span, at: number): boolean => at >= from && at <= until;

function RunAbove({ run, span, x, width, scale }: RunAboveProps) {
  const marks = layoutMarks(
    run.marks.filter((m) => TOLD.has(m.kind) && within(span, m.at)),
    x,
    width,
    scale,
  );
  return (
    <>
      <div className="window-marks">
        {marks.map((group) => (
          <span
            key={group.mark.event}
            className="window-mark"
            style={{ left: Math.max(7, Math.min(width - 7, group.x)) }}
            title={sayMarks(group).join('; ')}
          >
            <MarkShape kind={group.mark.kind} node={group.mark.actor} />
            {group.marks.length > 1 && <span className="mark-count">{group.marks.length}</span>}
          </span>
        ))}
      </div>
      <div className="window-reigns">
        {layoutReigns(run.reigns, run.tipAt, x, width).map((r) => (
          <div
            key={`${r.from} ${r.node}`}
            className="track-reign"
            data-node={((r.node - 1) % 9) + 1}
            style={{ left: r.x, width: r.width }}
            title={r.title}
          >
            {r.label}
          </div>
        ))}
      </div>
    </>
  );
}

function Lanes({ window, span }: { readonly window: HistoryWindow; readonly span: Span }) {
  const bars = barsOf(window, span);
  return (
    <div className="window-lanes" role="img" aria-label={`The operations on ${window.key}, on one line of time`}>
      {window.operations.map((o, i) => {
        const { left, width, open } = bars[i]!;
        const place = left > 50 ? { right: `${Math.max(0, 100 - left - width)}%` } : { left: `${left}%` };
        return (
          <div key={o.command} className="window-lane" data-wrong={o.wrong || undefined}>
            <span className="window-label mono" style={place}>
              {labelOf(o)}
            </span>
            <i className="window-bar" data-open={open || undefined} style={{ left: `${left}%`, width: `${width}%` }} />
          </div>
        );
      })}
    </div>
  );
}

function Lines({ run, span, x }: { readonly run: RunFrame; readonly span: Span; readonly x: X }) {
  const now = useSaid((s) => s.frame?.at ?? null);
  const lines = run.marks.filter((m) => LINED.has(m.kind) && within(span, m.at));
  return (
    <>
      {lines.map((m) => (
        <span key={`${m.event} ${m.kind}`} className="window-line" data-kind={m.kind} style={{ left: x(m.at) }} />
      ))}
      {now !== null && within(span, now) && <span className="window-line" data-kind="now" style={{ left: x(now) }} />}
    </>
  );
}
