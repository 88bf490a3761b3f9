// The list of keys, made from the same table that handles them.
import { useChoices } from '../../state/choices.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { KeyList } from './KeyList.tsx';

export function KeysDialog() {
  const close = (): void => {
    useChoices.setState((c) => {
      c.dialog = null;
    });
  };
  return (
    <Dialog
      open
      onClose={close}
      title="Keys"
      width="wide"
      text="Letters work anywhere but in text fields. Tab goes through everything; F6 from part to part."
    >
      <KeyList />
    </Dialog>
  );
}
