// Bands across the page: a world broken on purpose, a check that found a violation, an engine that halted, a run that is read-only here.
// They stay as long as what they say is true.
import { ChevronDown, ChevronUp, FastForward, Hammer, Lock, OctagonAlert, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { SWITCHES } from '../../paxos/switches.ts';
import { answersEarly } from '../../sim/config.ts';
import { goOnAnyway, save, seek } from '../../state/actions.ts';
import { useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { formatCount } from '../kit/format.ts';

export function Bands() {
  return (
    <div role="region" aria-label="State of the run" data-part="bands">
      <BrokenBand />
      <HaltedBand />
      <ViolationBand />
      <ReadOnlyBand />
    </div>
  );
}

const EARLY = {
  early: 'Answers leave a node before their records are synced (sync policy: early).',
  background: 'Answers leave a node at once, and its disk syncs now and then (sync policy: background).',
};

function BrokenBand() {
  const config = useSaid((s) => s.frame?.config);
  if (config === undefined) return null;
  const early = answersEarly(config) ? [EARLY[config.syncPolicy === 'early' ? 'early' : 'background']] : [];
  const says = [...config.switches.map((name) => SWITCHES[name]), ...early];
  if (says.length === 0) return null;
  return (
    <Band tone="bad" icon={Hammer} title="Broken on purpose: this is not Paxos." broken>
      {says.join(' ')}
    </Band>
  );
}

function ViolationBand() {
  const violation = useSaid((s) => s.frame?.violation ?? null);
  const event = useSaid((s) => s.frame?.event ?? 0);
  const wentOn = useSaid((s) => s.frame?.wentOn === true);
  const stopped = useSaid((s) => s.live && !s.run?.readOnly && !wentOn);
  const told = useChoices((c) => c.told);
  if (violation === null) return null;
  if (told)
    return (
      <Band tone="bad" icon={OctagonAlert} title={`${violation.invariant} does not hold.`}>
        That is what the lesson is here to show.
      </Band>
    );
  return (
    <Band
      tone="bad"
      icon={OctagonAlert}
      title={`${violation.invariant} ${wentOn ? 'did' : 'does'} not hold at event ${formatCount(violation.event)}.`}
      action={
        event !== violation.event + 1 ? (
          <Button size="sm" onClick={() => void seek(violation.event + 1)}>
            Show it
          </Button>
        ) : (
          stopped && <GoOn />
        )
      }
    >
      {wentOn ? `What follows is what it leads to. ${violation.says}` : `${violation.says} ${violation.facts.join(' ')}`}
    </Band>
  );
}

function GoOn() {
  return (
    <Button
      size="sm"
      icon={FastForward}
      keys="goOn"
      tooltip="See what it leads to: the check stays broken, and stops the run no more"
      onClick={() => void goOnAnyway()}
    >
      Go on anyway
    </Button>
  );
}

function HaltedBand() {
  const halted = useSaid((s) => s.run?.halted ?? null);
  if (halted === null) return null;
  return (
    <Band
      tone="bad"
      icon={OctagonAlert}
      title="The engine stopped on a fault of its own."
      action={
        <Button size="sm" onClick={() => void save()}>
          Save the run
        </Button>
      }
    >
      {halted} The run up to here is intact; saved as a file, it shows the fault again.
    </Band>
  );
}

function ReadOnlyBand() {
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  if (!readOnly) return null;
  return (
    <Band tone="warn" icon={Lock} title="Open in another tab.">
      Here the run can be looked at, stepped and saved; it is changed there. Close the other tab and load this page again to act here.
    </Band>
  );
}

interface BandProps {
  readonly tone: 'warn' | 'bad';
  readonly icon: LucideIcon;
  readonly title: string;
  readonly broken?: boolean;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Band({ tone, icon: Icon, title, broken = false, action, children }: BandProps) {
  // Only on a phone, where it would take the room of what it speaks of.
  const [whole, setWhole] = useState(false);
  return (
    <div className={`band${broken ? ' band-broken' : ''}`} data-tone={tone}>
      <Icon className="kit-icon" aria-hidden />
      <p className="band-text" data-whole={whole || undefined}>
        <b>{title}</b>
        <span>{children}</span>
      </p>
      {action}
      <IconButton
        icon={whole ? ChevronUp : ChevronDown}
        className="band-more"
        label={whole ? 'Say less' : 'Say all of it'}
        look="quiet"
        size="sm"
        aria-expanded={whole}
        onClick={() => setWhole(!whole)}
      />
    </div>
  );
}
