// Go on until something happens: what is waited for is chosen, or written as a condition of the scenario language; then one goes there at once, or
// watches it come at the speed that is set.
import { useState } from 'react';
import { Goal, Play } from 'lucide-react';
import { closeDialog } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { askWhether, goOnUntil } from '../../state/until.ts';
import { Button } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { TextField } from '../kit/Field.tsx';
import { AIMS, conditionOf, type AimName } from './aims.ts';
import './until.css';

export function UntilDialog() {
  const next = useSaid((s) => (s.frame?.log.commitIndex ?? 0) + 1);
  const [aim, setAim] = useState<AimName>('leader');
  const [slot, setSlot] = useState(String(next));
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState('');
  const go = async (watch: boolean): Promise<void> => {
    const condition = conditionOf(aim, { next, slot, text });
    const { refusal: why } = await askWhether(condition);
    setRefusal(why);
    if (why !== '') return;
    closeDialog();
    void goOnUntil(condition, watch);
  };
  return (
    <Dialog
      open
      onClose={closeDialog}
      title="Go on until"
      actions={
        <>
          <Button onClick={closeDialog}>Stay here</Button>
          <Button icon={Play} tooltip="Plays at the speed that is set, and stands still there" onClick={() => void go(true)}>
            Watch it come
          </Button>
          <Button look="primary" icon={Goal} tooltip="Everything on the way is executed at once" onClick={() => void go(false)}>
            Go there
          </Button>
        </>
      }
    >
      <div
        className="until"
        role="radiogroup"
        aria-label="What is waited for"
        onKeyDown={(e) => {
          if (e.key === 'Enter') void go(false);
        }}
      >
        {AIMS.map((a) => (
          <label key={a.name} className="until-aim">
            <input
              type="radio"
              name="until"
              checked={aim === a.name}
              data-first={a.name === aim || undefined}
              onChange={() => {
                setAim(a.name);
                setRefusal('');
              }}
            />
            <span>
              {a.label}
              <small>{a.says}</small>
            </span>
          </label>
        ))}
        {aim === 'slot' && (
          <TextField
            label="Slot"

            inputMode="numeric"
            value={slot}
            refusal={refusal}
            onChange={(e) => setSlot(e.target.value)}
          />
        )}
        {aim === 'own' && (
          <TextField
            label="Condition"

            placeholder="applied 14 everywhere and leader n3"
            value={text}
            refusal={refusal}
            onChange={(e) => setText(e.target.value)}
          />
        )}
        {aim !== 'own' && aim !== 'slot' && refusal !== '' && (
          <p className="kit-sentence" role="alert">
            {refusal}
          </p>
        )}
      </div>
    </Dialog>
  );
}
