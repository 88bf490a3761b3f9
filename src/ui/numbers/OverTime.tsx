// The run over time, bin by bin: who led, answers, latency, what waited, messages. Executed again by the engine when it is looked at; pressing goes to
// the moment, and the line is the moment shown. The same in a table.
import { useEffect, useState } from 'react';
import { nameOf } from '../../base/units.ts';
import { useSaid } from '../../state/said.ts';
import { followTrend, useTrend } from '../../state/trend.ts';
import type { Reign, TrendFrame } from '../../worker/protocol.ts';
import { formatSpan, formatTime } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { binAt, leaderAt, sayBin, TREND_ROWS } from './trend-rows.ts';
import { TrendCharts } from './TrendCharts.tsx';
import './over-time.css';

const NONE: readonly Reign[] = [];

export function OverTime() {
  const { trend, error } = useTrend();
  const reigns = useSaid((s) => s.run?.reigns ?? NONE);
  useEffect(followTrend, []);
  return (
    <Section title="Over time" note={trend === null ? '' : `bins of ${formatSpan(trend.binMicros)}`}>
      {error !== '' && (
        <p className="kit-sentence" data-tone="bad" role="alert">
          {error}
        </p>
      )}
      {trend === null ? (
        error === '' && <p className="kit-sentence">The run is executed again.</p>
      ) : (
        <Charts trend={trend} reigns={reigns} />
      )}
    </Section>
  );
}

function Charts({ trend, reigns }: { readonly trend: TrendFrame; readonly reigns: readonly Reign[] }) {
  const at = useSaid((s) => s.frame?.at ?? 0);
  const [pointed, setPointed] = useState<number | null>(null);
  const bin = pointed ?? binAt(trend, at);
  if (bin === null) return <p className="kit-sentence">Nothing has happened yet.</p>;
  return (
    <div className="trend">
      <TrendCharts trend={trend} reigns={reigns} bin={bin} onPoint={setPointed} />
      <p className="kit-sentence">
        The branch from its start to its tip, in virtual time; beside each title, the figures{' '}
        {pointed === null ? 'of the moment shown' : `from ${formatTime(bin * trend.binMicros)} ms on`}. Press to go there.
      </p>
      <Twin trend={trend} reigns={reigns} />
    </div>
  );
}

function Twin({ trend, reigns }: { readonly trend: TrendFrame; readonly reigns: readonly Reign[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>As a table</summary>
      {open && (
        <div className="trend-table" tabIndex={0} role="group" aria-label="The run over time, table">
          <table>
            <caption className="unseen">The run over time, in bins of {formatSpan(trend.binMicros)}</caption>
            <thead>
              <tr>
                <th scope="col">From, ms</th>
                <th scope="col">Leader</th>
                {TREND_ROWS.map((r) => (
                  <th key={r.id} scope="col">
                    {r.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {trend.bins.map((_, i) => (
                <TwinRow key={i} trend={trend} bin={i} leader={leaderAt(reigns, i * trend.binMicros, (i + 1) * trend.binMicros)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function TwinRow({ trend, bin, leader }: { readonly trend: TrendFrame; readonly bin: number; readonly leader: number }) {
  return (
    <tr>
      <th scope="row" className="mono">
        {formatTime(bin * trend.binMicros)}
      </th>
      <td>{leader === 0 ? 'nobody' : nameOf(leader)}</td>
      {TREND_ROWS.map((r) => (
        <td key={r.id} className="mono">
          {sayBin(r, trend, bin)}
        </td>
      ))}
    </tr>
  );
}
