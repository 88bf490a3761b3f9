// In a node's details: that it came back from its disk before the moment shown, and the way to how.
import { showRecovery } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import type { Mark } from '../../trace/described.ts';
import { Button } from '../kit/Button.tsx';
import { formatTime } from '../kit/format.ts';
import { Section } from '../kit/Panel.tsx';

const NONE: readonly Mark[] = [];

/** The last time before `event` at which the node came back, or undefined. */
export const lastReturn = (marks: readonly Mark[], node: number, event: number): Mark | undefined =>
  marks.findLast((m) => m.event < event && (m.kind === 'power-failure' || (m.kind === 'restart' && m.actor === node)));

export function LastRecovery({ node, event }: { readonly node: number; readonly event: number }) {
  const marks = useSaid((s) => s.run?.marks) ?? NONE;
  const mark = lastReturn(marks, node, event);
  if (mark === undefined) return null;
  return (
    <Section title="Its last recovery" note={`at ${formatTime(mark.at)} ms`}>
      <div className="inspector-acts">
        <Button
          size="sm"
          tooltip="Checkpoint, records, slots run again: what each gave back, in order."
          onClick={() => showRecovery(node, mark.event)}
        >
          Step through it
        </Button>
      </div>
    </Section>
  );
}
