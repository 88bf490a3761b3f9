// The file picker for saved runs: one hidden input, opened from the header, the menu and the key.
import { openTraceFile } from '../../state/actions.ts';

const INPUT_ID = 'open-file';

/** Must be called from a press or a key: browsers open a picker for nothing else. */
export function chooseFile(): void {
  document.getElementById(INPUT_ID)?.click();
}

export function OpenFile() {
  return (
    <input
      id={INPUT_ID}
      type="file"
      className="unseen"
      tabIndex={-1}
      aria-hidden
      accept=".json,.synod,.txt,application/json"
      onChange={(event) => {
        const input = event.currentTarget;
        const file = input.files?.[0];
        // The same file may be chosen again after it was mended.
        if (file !== undefined) void openTraceFile(file).finally(() => (input.value = ''));
      }}
    />
  );
}
