// The checks: which invariants hold at the moment shown, how often each was tried, and, where one was broken, the two facts that disagree.
import { Check, CircleDashed, OctagonAlert } from 'lucide-react';
import { nameOf } from '../../base/units.ts';
import { seek, select } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import type { Violation } from '../../sim/events.ts';
import type { CheckFrame } from '../../view/frame.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { formatCount } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';
import { WholeHistory } from './WholeHistory.tsx';
import './checks.css';

export function ChecksPanel() {
  const frame = useSaid((s) => s.frame);
  if (frame === null || frame.checks.length === 0)
    return (
      <EmptyState icon={CircleDashed} title="Nothing has been checked yet" text="The checks run at every event: play, and they begin." />
    );
  const { checks, violation } = frame;
  const tried = checks.reduce((sum, c) => sum + c.tried, 0);
  return (
    <>
      {violation !== null && <Broken violation={violation} at={frame.event} />}
      <WholeHistory at={frame.event} />
      <Section title={violation === null ? `All ${checks.length} hold` : 'All of them'} note={`${formatCount(tried)} tries`}>
        <p className="kit-sentence">
          They stand outside the protocol: they see messages, disks and replies, never what a node believes of itself. The run stops at the
          event that breaks one.
        </p>
        {/* A stop for the keyboard: without one, nobody could scroll the drawer by keys. */}
        <ul className="checks" aria-label="Checks" tabIndex={0}>
          {checks.map((c) => (
            <Row key={c.id} check={c} broken={violation?.invariant === c.id} />
          ))}
        </ul>
      </Section>
    </>
  );
}

function Row({ check, broken }: { readonly check: CheckFrame; readonly broken: boolean }) {
  const state = broken ? 'broken' : check.tried === 0 ? 'untried' : 'holds';
  const Icon = { broken: OctagonAlert, untried: CircleDashed, holds: Check }[state];
  const words = {
    broken: 'broken',
    untried: 'nothing to check so far',
    holds: check.tried === 1 ? 'tried once' : `tried ${formatCount(check.tried)} times`,
  }[state];
  return (
    <li className="checks-row" data-state={state}>
      <Icon className="kit-icon" aria-hidden />
      <span className="checks-id mono">{check.id}</span>
      <span className="checks-title">{check.title === check.id ? '' : check.title}</span>
      <span className="checks-tried">{words}</span>
    </li>
  );
}

function Broken({ violation, at }: { readonly violation: Violation; readonly at: number }) {
  const { invariant, event, nodes, slot, says, facts } = violation;
  const where = [
    `event ${formatCount(event)}`,
    ...(nodes.length === 0 ? [] : [nodes.map(nameOf).join(', ')]),
    ...(slot === null ? [] : [`slot ${slot}`]),
  ];
  return (
    <section className="checks-broken" aria-label={`${invariant} does not hold`}>
      <h3>
        <OctagonAlert className="kit-icon" aria-hidden />
        {invariant} does not hold
      </h3>
      <p>{says}</p>
      <p className="kit-sentence">{where.join(' · ')}</p>
      <ol className="checks-facts">
        {facts.map((fact, i) => (
          <li key={i}>
            <span aria-hidden>{i === 0 ? 'One fact' : 'The other'}</span>
            {fact}
          </li>
        ))}
      </ol>
      {(invariant === 'I10' || invariant === 'I11') && (
        <p className="kit-sentence">
          This check watches the answers as nodes give them, so it may speak before a client has heard one. The whole history below holds
          what clients have heard.
        </p>
      )}
      <div className="checks-acts">
        <Button
          size="sm"
          disabled={at === event + 1}
          tooltip={at === event + 1 ? 'This is the moment shown.' : 'To the moment just after that event'}
          onClick={() => {
            void seek(event + 1);
            if (slot !== null) select({ kind: 'slot', slot, node: nodes[0] ?? null });
          }}
        >
          {at === event + 1 ? 'Shown now' : 'Show it'}
        </Button>
        {slot !== null && (
          <Button size="sm" onClick={() => select({ kind: 'slot', slot, node: null })}>
            Slot {slot} in detail
          </Button>
        )}
      </div>
    </section>
  );
}
