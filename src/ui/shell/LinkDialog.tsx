// The link where the clipboard is out of reach: in a field, selected, to be copied by hand.
import { useChoices } from '../../state/choices.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { formatCount } from '../kit/format.ts';
import './link-dialog.css';

export function LinkDialog() {
  const link = useChoices((c) => c.link);
  const close = (): void => {
    useChoices.setState((c) => {
      c.dialog = null;
      c.link = '';
    });
  };
  return (
    <Dialog
      open
      onClose={close}
      title="Link to this run"
      text={`The browser does not let the page copy. The link is selected: copy it with Ctrl C or ⌘ C. It has ${formatCount(link.length)} characters, which hold the whole run.`}
    >
      <textarea
        className="link-field"
        aria-label="The link"
        readOnly
        rows={6}
        value={link}
        ref={(field) => {
          // After the dialog has taken the focus for itself.
          requestAnimationFrame(() => field?.select());
        }}
        onFocus={(e) => e.currentTarget.select()}
      />
    </Dialog>
  );
}
