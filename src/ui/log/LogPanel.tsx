// The panel that holds the log or the space–time diagram in its place: one at a time, chosen in its head and remembered. Where a lesson points at
// the log, the log is what is there.
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { showBeside, useChoices, type Choices } from '../../state/choices.ts';
import { KeyHint } from '../kit/KeyHint.tsx';
import { Segmented } from '../kit/Segmented.tsx';
import { LogGrid } from './LogGrid.tsx';

const SpaceTime = lazy(async () => ({ default: (await import('../space-time/SpaceTime.tsx')).SpaceTime }));

export function LogPanel() {
  const beside = useChoices((c) => (c.lit?.panel === 'log' ? 'log' : c.beside));
  const [chosen, setChosen] = useState(false);
  const heading = <Which value={beside} chosen={chosen} onChosen={setChosen} />;
  if (beside === 'log') return <LogGrid heading={heading} />;
  return (
    <Suspense fallback={<div className="kit-panel" aria-hidden />}>
      <SpaceTime heading={heading} />
    </Suspense>
  );
}

interface WhichProps {
  readonly value: Choices['beside'];
  /** It has just been chosen here. */
  readonly chosen: boolean;
  readonly onChosen: (chosen: boolean) => void;
}

/** It stands in the head of what it chooses, and so is made anew with each choice: whoever chose by keys keeps the focus. */
function Which({ value, chosen, onChosen }: WhichProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!chosen) return;
    box.current?.querySelector<HTMLElement>('[data-state=checked]')?.focus();
    onChosen(false);
  }, [chosen, onChosen]);
  return (
    <div ref={box} className="log-which">
      <Segmented
        bare
        label="What is shown here"
        value={value}
        options={[
          { value: 'log', label: 'Log' },
          {
            value: 'space-time',
            label: (
              <>
                Space–time <KeyHint of="diagram" />
              </>
            ),
          },
        ]}
        onChange={(next) => {
          showBeside(next);
          onChosen(true);
        }}
      />
    </div>
  );
}
