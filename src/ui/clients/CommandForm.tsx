// A command of one's own: put, get, delete, compare-and-set, to whoever seems to lead or to a node of one's choice; and what became of the
// latest ones.
import { useState } from 'react';
import { Send } from 'lucide-react';
import type { Operation } from '../../paxos/entry.ts';
import type { ReadMode } from '../../paxos/messages.ts';
import { FIELDS } from '../../sim/fields.ts';
import { sendCommand } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { Button } from '../kit/Button.tsx';
import { Segmented, Select } from '../kit/Choose.tsx';
import { TextField } from '../kit/Field.tsx';
import { Section } from '../kit/Panel.tsx';
import { choiceLabel, choiceSays } from '../controls/field-values.ts';
import { needsValue, operationOf, refuseKey, refuseValue, refuseVersion, sayNoLease, type Typed } from './command.ts';
import { Recent } from './Recent.tsx';
import './clients.css';

const OPERATIONS: readonly { readonly value: Operation['op']; readonly label: string; readonly says: string }[] = [
  { value: 'put', label: 'put', says: 'Sets the key to the value.' },
  { value: 'get', label: 'get', says: 'Reads the key, in the way chosen below.' },
  { value: 'delete', label: 'delete', says: 'Removes the key.' },
  {
    value: 'cas',
    label: 'compare, set',
    says: 'Sets the key only if its version is the one expected; 0 means that the key must be absent.',
  },
];

const FIRST: Typed = { op: 'put', key: 'x', value: '1', expect: '0' };

export function CommandForm() {
  return (
    <Section title="A command of yours" note="at once, in this run">
      <Form />
      <Recent />
    </Section>
  );
}

const MODES = FIELDS.readMode.type === 'choice' ? (FIELDS.readMode.choices as readonly ReadMode[]) : [];

interface HowToReadProps {
  readonly mode: ReadMode;
  readonly disabled: boolean;
  readonly onChange: (mode: ReadMode) => void;
}

/** Q1–Q5. Leases are given to a world when it begins: where it has none, what happens instead is said. */
function HowToRead({ mode, disabled, onChange }: HowToReadProps) {
  const leader = useSaid((s) => s.frame?.config.leaseMicros ?? 0) > 0;
  const follower = useSaid((s) => s.frame?.config.followerLeaseMicros ?? 0) > 0;
  return (
    <Select
      label="How it is read"
      value={mode}
      disabled={disabled}
      options={MODES.map((m) => ({ value: m, label: choiceLabel('readMode', m), sentence: choiceSays('readMode', m) }))}
      sentence={`${choiceSays('readMode', mode)}${sayNoLease(mode, leader, follower)}`}
      onChange={onChange}
    />
  );
}

function Form() {
  const [typed, setTyped] = useState<Typed>(FIRST);
  const [to, setTo] = useState(0);
  const [mode, setMode] = useState<ReadMode>('log');
  const [tried, setTried] = useState(false);
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const nodes = useSaid((s) => s.frame?.nodes.length ?? 0);
  const leader = useSaid((s) => s.frame?.leader?.node ?? 0);
  const target = to <= nodes ? to : 0;
  const change = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const send = (): void => {
    const operation = operationOf(typed);
    setTried(!operation.ok);
    if (operation.ok) void sendCommand(operation.value, target === 0 ? undefined : target, typed.op === 'get' ? mode : undefined);
  };
  /** An empty field is not scolded before the person has tried to send. */
  const said = (text: string, refusal: string): string => (text === '' && !tried ? '' : refusal);
  const refused = said(typed.key, refuseKey(typed.key)) !== '' || (typed.op !== 'get' && typed.op !== 'delete' && !operationOf(typed).ok);
  return (
    <form
      className="command"
      noValidate
      onSubmit={(e) => e.preventDefault()}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && e.target instanceof HTMLInputElement) send();
      }}
    >
      <Segmented
        bare
        label="Operation"
        value={typed.op}
        options={OPERATIONS}
        disabled={readOnly}
        sentence={OPERATIONS.find((o) => o.value === typed.op)?.says}
        onChange={(op) => {
          setTried(false);
          change({ op });
        }}
      />
      <div className="command-fields" data-op={typed.op} data-refused={refused || undefined}>
        <TextField
          label="Key"
          data-key-target="command"
          value={typed.key}
          disabled={readOnly}
          refusal={said(typed.key, refuseKey(typed.key))}
          onChange={(e) => change({ key: e.target.value })}
        />
        {needsValue(typed.op) && (
          <TextField
            label="Value"
            value={typed.value}
            disabled={readOnly}
            refusal={said(typed.value, refuseValue(typed.value))}
            onChange={(e) => change({ value: e.target.value })}
          />
        )}
        {typed.op === 'cas' && (
          <TextField
            label="If version"
            inputMode="numeric"
            value={typed.expect}
            disabled={readOnly}
            refusal={said(typed.expect, refuseVersion(typed.expect))}
            onChange={(e) => change({ expect: e.target.value })}
          />
        )}
      </div>
      {typed.op === 'get' && <HowToRead mode={mode} disabled={readOnly} onChange={setMode} />}
      <div className="command-send">
        <Select
          bare
          label="To which node"
          value={String(target)}
          disabled={readOnly}
          options={[
            { value: '0', label: leader === 0 ? 'to whoever seems to lead' : `to the leader, n${leader}` },
            ...Array.from({ length: nodes }, (_, i) => ({ value: String(i + 1), label: `to n${i + 1}` })),
          ]}
          onChange={(v) => setTo(Number(v))}
        />
        <Button look="primary" icon={Send} disabled={readOnly || nodes === 0} onClick={send}>
          Send
        </Button>
      </div>
      {readOnly && <p className="kit-sentence">The run is open in another tab; commands are sent there.</p>}
    </form>
  );
}
