// How a node came back from its disk, step by step: the torn tail cut off, the checkpoint, each record, each slot run again, and what is known
// by then. Walked by keys or buttons; the sentences are the engine's.
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { seek, select } from '../../state/actions.ts';
import type { Recovered, RecoveryStep } from '../../trace/say-recovery.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { formatCount, formatTime } from '../kit/format.ts';
import { Lead } from './Facts.tsx';
import { stepAfter, useRecovery } from './use-recovery.ts';
import './recovery.css';

export function RecoveryDetails({ node, event }: { readonly node: number; readonly event: number }) {
  const [step, setStep] = useState(0);
  const { told, refusal } = useRecovery(node, event, step);
  if (told === null) return <Lead tone={refusal === '' ? 'plain' : 'bad'}>{refusal === '' ? 'Asking the engine.' : refusal}</Lead>;
  const { at, total, steps, from } = told;
  const now = steps[step - from];
  return (
    <div className="inspector-body">
      <div className="inspector-top">
        <Lead>
          How n{node} came back at {formatTime(at)} ms, from what its disk held and from nothing else.
        </Lead>
        <div className="inspector-acts">
          <Button size="sm" tooltip="Shows the cluster just after it." onClick={() => void seek(event + 1)}>
            Go there
          </Button>
          <Button size="sm" onClick={() => select({ kind: 'node', node })}>
            n{node} in detail
          </Button>
        </div>
      </div>
      <div className="recovery-head">
        <Stepper step={step} total={total} go={setStep} />
        <SoFar then={now?.then ?? null} />
      </div>
      <Steps steps={steps} from={from} step={step} total={total} go={setStep} />
    </div>
  );
}

interface StepperProps {
  readonly step: number;
  readonly total: number;
  readonly go: (step: number) => void;
}

function Stepper({ step, total, go }: StepperProps) {
  const last = step >= total - 1;
  return (
    <div className="inspector-pages" role="group" aria-label="Steps of the recovery">
      <IconButton icon={ChevronFirst} size="sm" look="quiet" label="First step" disabled={step === 0} onClick={() => go(0)} />
      <IconButton icon={ChevronLeft} size="sm" look="quiet" label="Step before" disabled={step === 0} onClick={() => go(step - 1)} />
      <span>
        step {formatCount(step + 1)} of {formatCount(total)}
      </span>
      <IconButton icon={ChevronRight} size="sm" look="quiet" label="Next step" disabled={last} onClick={() => go(step + 1)} />
      <IconButton icon={ChevronLast} size="sm" look="quiet" label="Last step" disabled={last} onClick={() => go(total - 1)} />
    </div>
  );
}

/** What is back by then; a figure each, in the same place at every step. */
function SoFar({ then }: { readonly then: Recovered | null }) {
  const slot = (n: number | undefined): string => (n === undefined || n === 0 ? 'none' : `slot ${formatCount(n)}`);
  return (
    <dl className="recovery-so-far" aria-label="So far">
      <Figure name="promised" value={then === null || then.promised === '' ? 'nothing' : then.promised} />
      <Figure name="votes" value={formatCount(then?.votes ?? 0)} />
      <Figure name="chosen up to" value={slot(then?.chosenUpTo)} />
      <Figure name="applied up to" value={slot(then?.appliedUpTo)} />
    </dl>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface StepsProps extends StepperProps {
  readonly steps: readonly RecoveryStep[];
  readonly from: number;
}

function Steps({ steps, from, step, total, go }: StepsProps) {
  const box = useRef<HTMLDivElement>(null);
  // Whoever opened it goes on with the arrow keys.
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    box.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [step, steps]);
  const onKey = (e: KeyboardEvent): void => {
    const to = e.ctrlKey || e.metaKey || e.altKey || e.shiftKey ? null : stepAfter(e.key, step, total);
    if (to === null) return;
    e.preventDefault();
    go(to);
  };
  return (
    <div
      ref={box}
      className="recovery-steps"
      role="group"
      aria-label="Recovery, step by step: arrow keys go on and back"
      tabIndex={0}
      data-own-keys=""
      onKeyDown={onKey}
    >
      <p className="unseen" aria-live="polite">
        {steps[step - from]?.text ?? ''}
      </p>
      <ol>
        {steps.map((s, i) => (
          <Step key={from + i} id={from + i} step={s} now={step} go={go} />
        ))}
      </ol>
    </div>
  );
}

interface StepProps {
  readonly id: number;
  readonly step: RecoveryStep;
  readonly now: number;
  readonly go: (step: number) => void;
}

const WORDS: Readonly<Record<RecoveryStep['kind'], string>> = {
  cut: 'cut off',
  damage: 'damage',
  identity: 'disk',
  checkpoint: 'checkpoint',
  promise: 'promise',
  vote: 'vote',
  learned: 'learned',
  covered: 'covered',
  applied: 'applied',
  end: 'then',
};

function Step({ id, step, now, go }: StepProps) {
  const { kind, text, rules } = step;
  return (
    <li
      className="recovery-step"
      aria-current={id === now ? 'step' : undefined}
      data-kind={kind}
      data-later={id > now || undefined}
      onClick={() => go(id)}
    >
      <span className="recovery-kind">{WORDS[kind]}</span>
      <span>
        {text} <span className="recovery-rules mono">{rules.join(' ')}</span>
      </span>
    </li>
  );
}
