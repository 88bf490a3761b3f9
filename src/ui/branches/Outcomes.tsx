// What has come of two branches, in numbers side by side; what differs is marked, in more than colour. When both were at the same time, or each
// at its own end.
import { useState } from 'react';
import type { Comparison, Outcome, OutcomeNode } from '../../worker/protocol.ts';
import { Segmented } from '../kit/Segmented.tsx';
import { formatCount, formatTime } from '../kit/format.ts';

type Pair = readonly [string, string];

export interface OutcomeRow {
  readonly what: string;
  readonly sides: Pair;
}

export function Outcomes({ comparison }: { readonly comparison: Comparison }) {
  const { sides, until } = comparison;
  const [when, setWhen] = useState<'meanwhile' | 'end'>('meanwhile');
  const unequal = sides[0].end.at !== sides[1].end.at;
  const rows = outcomeRows(sides[0][when], sides[1][when]);
  if (when === 'end' && comparison.slot !== null)
    rows.push({ what: `Chosen in slot ${comparison.slot.slot}, the first that differs`, sides: comparison.slot.chosen });
  return (
    <section className="outcomes" aria-label="What has come of each">
      <div className="outcomes-head">
        <h3>What has come of each</h3>
        {unequal && (
          <Segmented
            bare
            label="When"
            value={when}
            options={[
              { value: 'meanwhile', label: `At ${formatTime(until)} ms in both` },
              { value: 'end', label: 'At their ends' },
            ]}
            onChange={setWhen}
          />
        )}
      </div>
      <table>
        <thead>
          <tr>
            <td />
            {sides.map((s) => (
              <th key={s.branch} scope="col">
                {s.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, sides: [a, b] }) => (
            <tr key={what} data-differs={a !== b || undefined}>
              <th scope="row">
                {what}
                {a !== b && <span className="outcomes-mark">differs</span>}
              </th>
              <td>{a}</td>
              <td>{b}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Every fact of both, by the same words. */
export function outcomeRows(a: Outcome, b: Outcome): OutcomeRow[] {
  const row = (what: string, of: (o: Outcome) => string): OutcomeRow => ({ what, sides: [of(a), of(b)] });
  const nodes = [...new Set([...a.nodes, ...b.nodes].map((n) => n.node))].sort((x, y) => x - y);
  return [
    row('Moment', (o) => `event ${formatCount(o.event)}, ${formatTime(o.at)} ms`),
    row('Leads', (o) => (o.leader === null ? 'nobody' : `n${o.leader.node} in ballot ${o.leader.ballot}`)),
    row('Chosen up to', (o) => (o.chosen === 0 ? 'nothing' : `slot ${formatCount(o.chosen)}`)),
    row('Answers', (o) => formatCount(o.acknowledged)),
    row('Elections', (o) => formatCount(o.elections)),
    row('Messages', (o) => formatCount(o.messages)),
    ...nodes.map((node) => row(`n${node}`, (o) => sayNode(o.nodes.find((n) => n.node === node)))),
    row('Checks', (o) => (o.violation === '' ? 'hold' : o.violation)),
  ];
}

function sayNode(n: OutcomeNode | undefined): string {
  if (n === undefined) return 'not there';
  const promised = n.promised === '' ? 'nothing promised' : `promised ${n.promised}`;
  if (n.status === 'crashed') return `crashed; ${promised}`;
  const applied = n.applied === 0 ? 'nothing applied' : `applied up to slot ${formatCount(n.applied)}, digest ${n.digest}`;
  return `${n.status === 'up' ? '' : `${n.status}; `}${promised}; ${applied}`;
}
