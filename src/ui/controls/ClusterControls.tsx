// The cluster: what only a new world can have (size, kind of election, seed, rules turned off), and the timing that can change as it runs.
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import { useSaid } from '../../state/said.ts';
import { Section } from '../kit/Panel.tsx';
import { BreakRules } from './BreakRules.tsx';
import { draftField, useDraft } from './draft.ts';
import { FieldControl } from './FieldControl.tsx';
import { fieldsOf } from './field-values.ts';
import { LiveFields } from './LiveFields.tsx';
import { NewWorld } from './NewWorld.tsx';

export function ClusterControls() {
  return (
    <>
      <Section title="Size and election" note="in a new world">
        {['nodes' as const, 'election' as const, 'seed' as const].map((name) => (
          <DraftField key={name} name={name} />
        ))}
      </Section>
      <LiveFields title="Timing and window" fields={fieldsOf('cluster', true)} />
      <BreakRules />
      <NewWorld />
    </>
  );
}

function DraftField({ name }: { readonly name: 'nodes' | 'election' | 'seed' }) {
  const running = useSaid((s) => s.frame?.config[name]) ?? DEFAULT_CONFIG[name];
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const drafted = useDraft((d) => d.fields[name]);
  const value = drafted ?? running;
  return (
    <FieldControl
      name={name}
      value={value}
      disabled={readOnly}
      note={value === running ? undefined : 'not begun yet'}
      onCommit={(v) => draftField(name, v)}
    />
  );
}
