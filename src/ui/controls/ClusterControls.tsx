// The cluster: who its members are, what only a new world can have (size, kind of election, seed, leases, rules turned off), and what can change as
// it runs. All but the members is made from the table of fields.
import { Section } from '../kit/Panel.tsx';
import { BreakRules } from './BreakRules.tsx';
import { partsOf } from './field-values.ts';
import { LiveFields } from './LiveFields.tsx';
import { Members } from './Members.tsx';
import { NewWorld } from './NewWorld.tsx';
import { DraftField, NEW_WORLD, Parts } from './Parts.tsx';

const plain = (live: boolean) => partsOf('cluster', live).find(({ part }) => part === '')?.fields ?? [];

export function ClusterControls() {
  return (
    <>
      <Section title="Size and election" note={NEW_WORLD}>
        {plain(false).map((name) => (
          <DraftField key={name} name={name} />
        ))}
      </Section>
      <Members />
      <LiveFields title="Timing and window" fields={plain(true)} />
      <Parts group="cluster" live={true} />
      <Parts group="cluster" live={false} />
      <BreakRules />
      <NewWorld />
    </>
  );
}
