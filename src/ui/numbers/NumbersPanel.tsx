// Numbers: what a command costs in messages and round trips, how many are answered and how fast, beside a model; what waits at the leader; and what a
// crash now would take. All of it is measured in the run shown; nothing is estimated but the model's column.
import { lazy, Suspense } from 'react';
import { ChartNoAxesColumn, Columns2 } from 'lucide-react';
import { nameOf } from '../../base/units.ts';
import type { Figures } from '../../history/figures.ts';
import { openDialog } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import type { Frame } from '../../view/frame.ts';
import { choiceLabel } from '../controls/field-values.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { formatCount, formatSpan, formatTime } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { membersNow } from '../controls/membership.ts';
import { costOfRead, figuresBeside, sayLimits, type Figure } from './beside-model.ts';
import './numbers.css';

const OverTime = lazy(async () => ({ default: (await import('./OverTime.tsx')).OverTime }));

export function NumbersPanel() {
  const frame = useSaid((s) => s.frame);
  if (frame === null) return <Nothing />;
  const answered = frame.counters.acknowledged > 0;
  return (
    <>
      {answered ? <Beside frame={frame} /> : <Nothing />}
      {/* Stays while one goes back in it, to the start too. */}
      <Suspense fallback={null}>
        <OverTime />
      </Suspense>
      {answered && (
        <>
          <Queue frame={frame} />
          <Crash frame={frame} />
          <Whole frame={frame} />
          <Button icon={Columns2} keys="raft" onClick={() => openDialog('raft')}>
            Raft beside it
          </Button>
        </>
      )}
    </>
  );
}

function Nothing() {
  return (
    <div>
      <EmptyState
        icon={ChartNoAxesColumn}
        title="Nothing has been measured yet"
        text="Figures come with the first answers: play, and let clients send commands."
      />
    </div>
  );
}

function Beside({ frame }: { readonly frame: Frame }) {
  const figures = figuresBeside(frame);
  const recent = frame.counters.recent ?? null;
  if (figures === null || recent === null)
    return (
      <Section title="Measured, beside the model">
        <p className="kit-sentence">Too few answers since a setting was changed; the figures begin again with the next ones.</p>
      </Section>
    );
  return (
    <>
      <Section title="Cost of a command" note={`last ${formatCount(recent.answers)} answers, ${formatSpan(recent.spanMicros)}`}>
        <Table caption="Cost of a command" figures={figures.cost} />
      </Section>
      <Section title="Throughput and latency" note="of virtual time">
        <Table caption="Throughput and latency" figures={figures.speed} />
        {typeof frame.counters.changedAt === 'number' && frame.counters.changedAt > 0 && (
          <p className="kit-sentence">Before: up to the change of a setting at {formatTime(frame.counters.changedAt)} ms.</p>
        )}
        <p className="kit-sentence">{sayLimits(frame)}</p>
        <p className="kit-sentence">
          The model knows members, network and disks as they are set; it knows no crash, no loss, no jitter and no queue.
        </p>
      </Section>
      {recent.reads.length > 0 && <Reads reads={recent.reads} members={membersNow(frame).length} />}
    </>
  );
}

function Table({ caption, figures }: { readonly caption: string; readonly figures: readonly Figure[] }) {
  const compared = figures.some((f) => f.before !== '');
  return (
    <table className="numbers">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Measured</th>
          {compared && <th scope="col">Before</th>}
          <th scope="col">Model</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, measured, before, model }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="mono">{measured}</td>
            {compared && <td className="mono">{before}</td>}
            <td className="mono">{model}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Q1–Q5: what each way of reading costs, and how far behind its answers were known to be. */
function Reads({ reads, members }: { readonly reads: Figures['reads']; readonly members: number }) {
  return (
    <Section title="Reads" note="by how they are answered">
      <table className="numbers">
        <caption className="unseen">Reads by mode</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Half within</th>
            <th scope="col">Slots behind</th>
          </tr>
        </thead>
        <tbody>
          {reads.map((r) => (
            <tr key={r.mode}>
              <th scope="row">
                {choiceLabel('readMode', r.mode)} <small>× {formatCount(r.answers)}</small>
                <small className="numbers-cost">{costOfRead(r.mode, members)}</small>
              </th>
              <td className="mono">{formatSpan(r.p50Micros)}</td>
              <td className="mono">{r.mode === 'stale' ? `up to ${r.behind}` : '0'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Queue({ frame }: { readonly frame: Frame }) {
  const leader = frame.nodes.find((n) => n.id === frame.leader?.node);
  return (
    <Section title="At the leader" note={leader === undefined ? 'nobody leads' : nameOf(leader.id)}>
      {leader === undefined ? (
        <p className="kit-sentence">Requests wait at the clients until somebody leads.</p>
      ) : (
        <dl className="numbers-facts">
          <Fact name="Requests that wait for a slot" value={formatCount(leader.queued)} />
          <Fact name="Messages that wait for its disk" value={formatCount(leader.disk.heldCount)} />
          <Fact name="Messages that wait for its processor" value={formatCount(leader.processor?.waiting ?? 0)} />
        </dl>
      )}
    </Section>
  );
}

function Fact({ name, value, bad = false }: { readonly name: string; readonly value: string; readonly bad?: boolean }) {
  return (
    <div data-bad={bad || undefined}>
      <dt>{name}</dt>
      <dd className="mono">{value}</dd>
    </div>
  );
}

function Crash({ frame }: { readonly frame: Frame }) {
  const { nodes, clients, crashCost } = frame;
  const waiting = clients.filter((c) => c.state !== 'idle').length;
  const failed = nodes.filter((n) => n.disk.battery === 'failed').map((n) => nameOf(n.id));
  return (
    <Section title="A crash now would cost">
      <div>
        <p className="numbers-label">One node alone: records not synced</p>
        <ul className="numbers-nodes">
          {nodes.map((n) => (
            <li key={n.id} data-node={n.id}>
              <b>{nameOf(n.id)}</b>
              <span className="mono">{n.status === 'crashed' ? 'down' : formatCount(n.disk.written - n.disk.synced)}</span>
            </li>
          ))}
        </ul>
      </div>
      <dl className="numbers-facts">
        {crashCost !== undefined && (
          <>
            <Fact
              name="All nodes: commands acknowledged, and gone"
              value={formatCount(crashCost.acknowledged)}
              bad={crashCost.acknowledged > 0}
            />
            <Fact name="All nodes: commands not acknowledged, and gone" value={formatCount(crashCost.unacknowledged)} />
          </>
        )}
        <Fact name="Requests whose outcome their client would not know" value={formatCount(waiting)} />
      </dl>
      {failed.length > 0 && (
        <p className="kit-sentence" data-tone="bad">
          The battery of {failed.join(', ')} has failed: what the cache had not passed on goes as well, and is not counted here.
        </p>
      )}
    </Section>
  );
}

function Whole({ frame: { counters: c } }: { readonly frame: Frame }) {
  return (
    <Section title="Since the run began">
      <dl className="numbers-facts">
        <Fact name="Commands answered" value={formatCount(c.acknowledged)} />
        <Fact name="Messages sent" value={formatCount(c.messages)} />
        <Fact name="of these in Phase 1" value={formatCount(c.phase1)} />
        <Fact name="of these in Phase 2" value={formatCount(c.phase2)} />
        <Fact name="Ballots stood for" value={formatCount(c.phase1Rounds ?? 0)} />
        <Fact name="Leaders elected" value={formatCount(c.elections)} />
        <Fact name="Slots filled with a no-op" value={formatCount(c.noops)} />
        {typeof c.pauseMicros === 'number' && (
          <Fact name="The last change of members paused commands for" value={c.pauseMicros === 0 ? 'no time' : formatSpan(c.pauseMicros)} />
        )}
      </dl>
    </Section>
  );
}
