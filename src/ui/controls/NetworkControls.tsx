// The network: how messages travel, and which links are cut.
import { Links } from './Links.tsx';
import { fieldsOf } from './field-values.ts';
import { LiveFields } from './LiveFields.tsx';
import { Partition } from './Partition.tsx';

export function NetworkControls() {
  return (
    <>
      <Partition />
      <LiveFields title="Messages" fields={fieldsOf('network', true)} />
      <Links />
    </>
  );
}
