// Two things that belong together: a command of one's own, and the load of the clients.
import { ClientControls } from '../controls/ClientControls.tsx';
import { CommandForm } from '../clients/CommandForm.tsx';

export function ClientsDrawer() {
  return (
    <>
      <CommandForm />
      <ClientControls />
    </>
  );
}
