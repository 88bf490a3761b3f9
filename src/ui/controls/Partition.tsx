// Splits the network: which nodes stand on which side, cut, heal. A press on a node moves it to the other side; each side says whether it can
// still choose anything.
import { useState } from 'react';
import { Link2, Scissors } from 'lucide-react';
import { nameOf, type NodeId } from '../../base/units.ts';
import { heal, partition } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import type { Frame } from '../../view/frame.ts';
import { Button } from '../kit/Button.tsx';
import { Section } from '../kit/Panel.tsx';
import { sayCuts, saySide, sidesOf } from './cuts.ts';
import { membersNow } from './membership.ts';
import { AT_ONCE } from './LiveFields.tsx';
import './controls.css';

export function Partition() {
  const frame = useSaid((s) => s.frame);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  if (frame === null) return null;
  return <Sides frame={frame} disabled={readOnly} />;
}

function Sides({ frame, disabled }: { readonly frame: Frame; readonly disabled: boolean }) {
  const nodes = frame.nodes.map((n) => n.id);
  const members = membersNow(frame);
  const [chosen, setChosen] = useState<readonly NodeId[] | null>(null);
  const other = (chosen ?? sidesOf(frame.cuts, nodes)?.at(-1) ?? []).filter((n) => nodes.includes(n));
  const one = nodes.filter((n) => !other.includes(n));
  const cuts = sayCuts(frame.cuts, nodes);
  const leader = frame.leader?.node ?? null;
  const move = (n: NodeId): void => setChosen(other.includes(n) ? other.filter((o) => o !== n) : [...other, n].sort((a, b) => a - b));
  return (
    <Section title="Partition" note={AT_ONCE}>
      <p className="kit-sentence">
        Press a node to move it to the other side. Cut, no message passes between the sides; clients still reach every node.
      </p>
      <div className="controls-sides">
        <Side title="One side" nodes={one} members={members} leader={leader} disabled={disabled} onMove={move} />
        <Side title="The other" nodes={other} members={members} leader={leader} disabled={disabled} onMove={move} />
      </div>
      <div className="controls-quick">
        <Button size="sm" look="quiet" disabled={disabled || leader === null} onClick={() => leader !== null && setChosen([leader])}>
          Leader alone
        </Button>
        <Button size="sm" look="quiet" disabled={disabled} onClick={() => setChosen(minorityWith(leader, nodes))}>
          Leader in the minority
        </Button>
      </div>
      <div className="controls-acts">
        <Button
          size="sm"
          icon={Scissors}
          look="danger"
          disabled={disabled || one.length === 0 || other.length === 0}
          onClick={() => void partition([one, other])}
        >
          Cut between the sides
        </Button>
        <Button
          size="sm"
          icon={Link2}
          keys="heal"
          tooltip="Mend every link"
          disabled={disabled || frame.cuts.length === 0}
          onClick={() => void heal()}
        >
          Heal
        </Button>
      </div>
      <p className="controls-now" data-cut={cuts !== '' || undefined}>
        {cuts === '' ? 'Nothing is cut now.' : cuts}
      </p>
    </Section>
  );
}

/** The largest side without a quorum that the leader can be in. */
function minorityWith(leader: NodeId | null, nodes: readonly NodeId[]): readonly NodeId[] {
  const size = Math.max(1, Math.ceil(nodes.length / 2) - 1);
  const order = leader === null ? nodes : [leader, ...nodes.filter((n) => n !== leader)];
  return order.slice(0, size).sort((a, b) => a - b);
}

interface SideProps {
  readonly title: string;
  readonly nodes: readonly NodeId[];
  readonly members: readonly NodeId[];
  readonly leader: NodeId | null;
  readonly disabled: boolean;
  readonly onMove: (node: NodeId) => void;
}

function Side({ title, nodes, members, leader, disabled, onMove }: SideProps) {
  return (
    <div className="controls-side" role="group" aria-label={title}>
      <div className="controls-side-nodes">
        {nodes.map((n) => (
          <button
            key={n}
            type="button"
            className="controls-node"
            data-node={n}
            disabled={disabled}
            onClick={() => onMove(n)}
            aria-label={`${nameOf(n)}: move to the other side`}
          >
            {nameOf(n)}
            {n === leader && <span className="controls-node-role"> leads</span>}
          </button>
        ))}
        {nodes.length === 0 && <span className="controls-side-empty">nobody</span>}
      </div>
      <p>{nodes.length === 0 ? title : saySide(nodes.filter((n) => members.includes(n)).length, members.length)}</p>
    </div>
  );
}
