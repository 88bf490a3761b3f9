// Single links: one direction cut, the other whole. Messages go out and no answer comes back, or the other way round.
import { useState } from 'react';
import { ArrowRight, Link2, Scissors } from 'lucide-react';
import { nameOf, type NodeId } from '../../base/units.ts';
import { input } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Select } from '../kit/Choose.tsx';
import { Section } from '../kit/Panel.tsx';
import { cutLinks } from './cuts.ts';
import { AT_ONCE } from './LiveFields.tsx';

export function Links() {
  const frame = useSaid((s) => s.frame);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const [ends, setEnds] = useState<readonly [NodeId, NodeId]>([1, 2]);
  if (frame === null || frame.nodes.length < 2) return null;
  const nodes = frame.nodes.map((n) => n.id);
  const [from, to] = ends.every((n) => nodes.includes(n)) ? ends : [nodes[0]!, nodes[1]!];
  const options = nodes.map((n) => ({ value: String(n), label: nameOf(n) }));
  const isCut = frame.cuts.some(([a, b]) => a === from && b === to);
  const { oneWay } = cutLinks(frame.cuts);
  return (
    <Section title="One link, one way" note={AT_ONCE}>
      <div className="controls-link">
        <Select
          bare
          label="From"
          value={String(from)}
          options={options}
          disabled={readOnly}
          onChange={(v) => setEnds([Number(v), Number(v) === to ? from : to])}
        />
        <ArrowRight className="kit-icon" aria-label="to" />
        <Select
          bare
          label="To"
          value={String(to)}
          options={options}
          disabled={readOnly}
          onChange={(v) => setEnds([Number(v) === from ? to : from, Number(v)])}
        />
        <Button
          size="sm"
          icon={isCut ? Link2 : Scissors}
          disabled={readOnly}
          onClick={() => void input({ kind: isCut ? 'mend' : 'cut', from, to })}
        >
          {isCut ? 'Mend' : 'Cut'}
        </Button>
      </div>
      <p className="kit-sentence">
        What {nameOf(from)} sends to {nameOf(to)} is lost; the way back stays whole.
      </p>
      {oneWay.length > 0 && (
        <ul className="controls-links">
          {oneWay.map(([a, b]) => (
            <li key={`${a} ${b}`}>
              {nameOf(a)} → {nameOf(b)} is cut
              <IconButton
                icon={Link2}
                label={`Mend ${nameOf(a)} to ${nameOf(b)}`}
                look="quiet"
                size="sm"
                disabled={readOnly}
                onClick={() => void input({ kind: 'mend', from: a, to: b })}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
