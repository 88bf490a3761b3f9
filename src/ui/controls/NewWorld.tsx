// What was changed and waits for a new world: stays in sight at the foot of the drawer until it is begun or discarded. A world with a rule
// off is confirmed first.
import { useState } from 'react';
import { Hammer, Play } from 'lucide-react';
import { SWITCHES } from '../../paxos/switches.ts';
import { answersEarly, type Config } from '../../sim/config.ts';
import { openConfig } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { Button } from '../kit/Button.tsx';
import { Dialog } from '../kit/Dialog.tsx';
import { clearDraft, draftChanges, draftedConfig, useDraft, worldTitle } from './draft.ts';

export function NewWorld() {
  const running = useSaid((s) => s.frame?.config ?? null);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const draft = useDraft();
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState('');
  if (running === null || readOnly) return null;
  const changes = draftChanges(running, draft);
  if (changes.length === 0) return null;
  const config = draftedConfig(running, draft);
  const broken = config.switches.length > 0 || answersEarly(config);
  const begin = async (): Promise<void> => {
    setAsking(false);
    const opened = await openConfig(worldTitle(config), config);
    setRefusal(opened.ok ? '' : opened.error);
    if (opened.ok) clearDraft();
  };
  return (
    <div className="controls-new" data-broken={broken || undefined} role="region" aria-label="A new world">
      <p>
        <b>{broken ? 'A broken world' : 'A new world'}</b>: {changes.join('; ')}. Everything else stays as it is set now.
      </p>
      {refusal !== '' && (
        <p className="kit-sentence" role="alert">
          {refusal}
        </p>
      )}
      <div className="controls-new-acts">
        <Button size="sm" look="quiet" onClick={clearDraft}>
          Discard
        </Button>
        <Button
          size="sm"
          look={broken ? 'danger' : 'primary'}
          icon={broken ? Hammer : Play}
          onClick={() => (broken ? setAsking(true) : void begin())}
        >
          {broken ? 'Begin the broken world' : 'Begin the new world'}
        </Button>
      </div>
      <Confirm open={asking} config={config} onClose={() => setAsking(false)} onBegin={() => void begin()} />
    </div>
  );
}

interface ConfirmProps {
  readonly open: boolean;
  readonly config: Config;
  readonly onClose: () => void;
  readonly onBegin: () => void;
}

function Confirm({ open, config, onClose, onBegin }: ConfirmProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Begin a world that is not Paxos"
      text="With a rule off, the cluster can lose or change what it has acknowledged. The page marks the world as broken for as long as it runs, and the run stops at the first check that fails."
      actions={
        <>
          <Button onClick={onClose}>Keep the run at hand</Button>
          <Button look="danger" icon={Hammer} onClick={onBegin}>
            Begin it
          </Button>
        </>
      }
    >
      <ul className="controls-off">
        {config.switches.map((name) => (
          <li key={name}>{SWITCHES[name]}</li>
        ))}
        {answersEarly(config) && <li>Answers leave before their records are synced (sync policy: {config.syncPolicy}).</li>}
      </ul>
    </Dialog>
  );
}
