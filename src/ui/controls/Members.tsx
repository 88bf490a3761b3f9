// Who the members are, and the change of them through the log: a node is added as a learner, members are ticked, the leader is asked. What the
// change waits for is said as it happens.
import { useState } from 'react';
import { CirclePlus, Replace, UserCheck } from 'lucide-react';
import { nameOf, type NodeId } from '../../base/units.ts';
import type { MembershipPolicy } from '../../paxos/effects.ts';
import { addNode, reconfigure, rejoin } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import type { Frame } from '../../view/frame.ts';
import { Button } from '../kit/Button.tsx';
import { Segmented } from '../kit/Choose.tsx';
import { Section } from '../kit/Panel.tsx';
import { AT_ONCE } from './LiveFields.tsx';
import { changeUnderWay, listMembers, lost, membersNow, refuseMembers, sayMember } from './membership.ts';

/** Votes are counted in the bits of a word (sim/faults.ts). */
const MAX_NODES = 15;

const POLICIES: readonly { readonly value: MembershipPolicy; readonly label: string; readonly says: string }[] = [
  {
    value: 'alpha-window',
    label: 'α-window',
    says: 'The new members govern α slots after the entry that names them; commands go on meanwhile.',
  },
  {
    value: 'stop-the-world',
    label: 'Stop the world',
    says: 'The leader admits nothing until all open slots are chosen; the new members govern from the next slot on.',
  },
];

export function Members() {
  const frame = useSaid((s) => s.frame);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  return frame === null ? null : <Form frame={frame} disabled={readOnly} />;
}

function Form({ frame, disabled }: { readonly frame: Frame; readonly disabled: boolean }) {
  const [ticked, setTicked] = useState<readonly NodeId[] | null>(null);
  const [policy, setPolicy] = useState<MembershipPolicy>('alpha-window');
  const now = membersNow(frame);
  const chosen = (ticked ?? now).filter((m) => frame.nodes.some((n) => n.id === m));
  const refusal = refuseMembers(chosen, frame);
  const change = changeUnderWay(frame);
  const ask = (): void => {
    setTicked(null);
    void reconfigure(chosen, policy);
  };
  const tick = (id: NodeId, on: boolean): void => setTicked([...chosen.filter((m) => m !== id), ...(on ? [id] : [])].sort((a, b) => a - b));
  return (
    <Section title="Members" note={AT_ONCE}>
      <ul className="controls-members" aria-label="Nodes, and which of them shall be members">
        {frame.nodes.map((n) => (
          <li key={n.id} data-node={n.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(n.id)}
                disabled={disabled}
                onChange={(e) => tick(n.id, e.currentTarget.checked)}
              />
              <b>{nameOf(n.id)}</b>
              <span>{sayMember(n, frame)}</span>
            </label>
          </li>
        ))}
      </ul>
      <Lost frame={frame} policy={policy} disabled={disabled} />
      <Segmented
        label="How the change is made"
        value={policy}
        options={POLICIES}
        disabled={disabled}
        sentence={POLICIES.find((p) => p.value === policy)!.says}
        onChange={setPolicy}
      />
      <div className="controls-acts">
        <Button
          size="sm"
          icon={CirclePlus}
          disabled={disabled || frame.nodes.length >= MAX_NODES}
          tooltip="A node with an empty disk: a learner, until it is ticked and the members are changed."
          onClick={() => void addNode()}
        >
          Add a node
        </Button>
        <Button size="sm" look="primary" icon={UserCheck} disabled={disabled || refusal !== ''} onClick={ask}>
          Change members
        </Button>
        {ticked !== null && (
          <Button size="sm" look="quiet" onClick={() => setTicked(null)}>
            As they are
          </Button>
        )}
      </div>
      <p className="kit-sentence" data-live={change !== '' || undefined} aria-live="polite">
        {change !== ''
          ? change
          : refusal !== ''
            ? refusal
            : `The leader is asked for ${listMembers(chosen)}, in place of ${listMembers(now)}.`}
      </p>
    </Section>
  );
}

interface LostProps {
  readonly frame: Frame;
  readonly policy: MembershipPolicy;
  readonly disabled: boolean;
}

/** D8: its promises and votes are gone, so it may not vote as before; a new node takes its place. */
function Lost({ frame, policy, disabled }: LostProps) {
  const changing = changeUnderWay(frame) !== '';
  const stuck = frame.leader === null || changing || frame.nodes.length >= MAX_NODES;
  return lost(frame).map((id) => (
    <div key={id} className="controls-lost">
      <p>
        {nameOf(id)} may have promised or voted what its disk no longer says, so it takes no part (D8). Everything chosen can be learned
        again{' '}
        {changing
          ? 'by another; a change of members is under way.'
          : `under a new identity: n${frame.nodes.length + 1} comes in its place.`}
      </p>
      <Button size="sm" icon={Replace} disabled={disabled || stuck} onClick={() => void rejoin(id, policy)}>
        Rejoin {nameOf(id)} under a new identity
      </Button>
    </div>
  ));
}
