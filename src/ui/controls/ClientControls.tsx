// The load that the clients make.
import { fieldsOf } from './field-values.ts';
import { LiveFields } from './LiveFields.tsx';

export function ClientControls() {
  return <LiveFields title="What clients send" fields={fieldsOf('clients', true)} />;
}
