// The list of keys, made from the same table that handles them.
import { closeDialog } from '../../state/choices.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { KeyList } from './KeyList.tsx';

export function KeysDialog() {
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Keys"
      width="wide"
      text="Letters work anywhere but in text fields. Tab goes through everything; F6 from part to part."
    >
      <KeyList />
    </Dialog>
  );
}
