// Asked before a run that the person has acted in is replaced: what would be lost, and the way to keep it.
import { useAsking } from '../../state/replacing.ts';
import { Button } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';

export function ReplaceDialog() {
  const question = useAsking((a) => a.question);
  if (question === null) return null;
  const { what, loses, answer } = question;
  return (
    <Dialog
      open
      onClose={() => answer('keep')}
      title="Replace the run at hand?"
      text={`${what} takes its place. Lost would be ${loses}; saved as a file, it can be opened again at any time.`}
      actions={
        <>
          <Button onClick={() => answer('keep')}>Keep the run</Button>
          <Button look="danger" onClick={() => answer('replace')}>
            Replace it
          </Button>
          <Button look="primary" onClick={() => answer('save-first')}>
            Save, then replace
          </Button>
        </>
      }
    />
  );
}
