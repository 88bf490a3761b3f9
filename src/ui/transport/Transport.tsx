// The bar that commands time: back, play, steps, hurry, speed; where we are, and whether it is now.
import { ChevronsRight, Goal, Maximize2, Pause, Play, SkipBack, StepBack, Undo2 } from 'lucide-react';
import { hurry, seek, step, togglePlay, undo } from '../../state/actions.ts';
import { openDialog, setEmbed } from '../../state/choices.ts';
import type { KeyName } from '../../state/keys.ts';
import { useSaid } from '../../state/said.ts';
import type { StepUnit } from '../../worker/protocol.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { KeyHint } from '../kit/KeyHint.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import type { LayoutMode } from '../shell/layout-mode.ts';
import { Clock } from './Clock.tsx';
import { Moment } from './Moment.tsx';
import { SpeedMenu, SpeedSlider } from './Speed.tsx';
import './transport.css';

interface StepSpec {
  readonly unit: StepUnit;
  readonly keys: KeyName;
  readonly says: string;
}

const STEPS: readonly StepSpec[] = [
  { unit: 'event', keys: 'event', says: 'One event on: whatever happens next' },
  { unit: 'message', keys: 'message', says: 'On to just after the next message arrives' },
  { unit: 'commit', keys: 'commit', says: 'On to just after the next slot is chosen' },
  { unit: 'phase', keys: 'phase', says: 'On to the next change of phase: a Prepare, a leader, the first Accept' },
];

export function Transport({ mode, embed }: { readonly mode: LayoutMode; readonly embed: boolean }) {
  const ready = useSaid((s) => s.engine === 'ready' && s.frame !== null);
  const phone = mode === 'phone';
  const small = phone || mode === 'narrow' || embed;
  const tight = phone && embed;
  return (
    <div className="transport" role="toolbar" aria-label="Time">
      {embed && <IconButton icon={SkipBack} label="To the start of the run" keys="start" disabled={!ready} onClick={() => void seek(0)} />}
      <IconButton icon={StepBack} label="One event back" keys="back" disabled={!ready} onClick={() => void step('event', -1)} />
      <PlayButton ready={ready} />
      <div className="transport-steps" role="group" aria-label="Step">
        {STEPS.slice(0, tight ? 1 : phone ? 2 : STEPS.length).map((s) => (
          <StepButton key={s.unit} spec={s} ready={ready} hint={!small} />
        ))}
      </div>
      {!tight && <HurryButton ready={ready} word={!phone} hint={!small} />}
      {!phone && !embed && <UntilButton ready={ready} />}
      {phone ? <SpeedMenu /> : <SpeedSlider />}
      <span className="transport-space" />
      {!phone && !embed && <UndoButton />}
      <div className="transport-where" data-short={phone || undefined}>
        {!tight && <Moment short={phone || embed} />}
        <Clock short={phone} />
      </div>
      {embed && <IconButton icon={Maximize2} label="Show the whole page" look="quiet" onClick={() => setEmbed(false)} />}
    </div>
  );
}

function PlayButton({ ready }: { readonly ready: boolean }) {
  const playing = useSaid((s) => s.playing);
  return (
    <Tooltip text={playing ? 'Pause' : 'Play'} keys="play">
      <button
        type="button"
        className="transport-play"
        aria-label={playing ? 'Pause' : 'Play'}
        aria-keyshortcuts="Space"
        disabled={!ready}
        onClick={() => void togglePlay()}
      >
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </button>
    </Tooltip>
  );
}

function StepButton({ spec, ready, hint }: { readonly spec: StepSpec; readonly ready: boolean; readonly hint: boolean }) {
  return (
    <Button
      keys={spec.keys}
      tooltip={spec.says}
      disabled={!ready}
      aria-label={`Step one ${spec.unit}`}
      onClick={() => void step(spec.unit, 1)}
    >
      {spec.unit}
      {hint && <KeyHint of={spec.keys} />}
    </Button>
  );
}

function HurryButton({ ready, word, hint }: { readonly ready: boolean; readonly word: boolean; readonly hint: boolean }) {
  return (
    <Button
      icon={ChevronsRight}
      keys="hurry"
      disabled={!ready}
      tooltip="Hurry to the next interesting event: an election, a crash, a gap filled"
      onClick={() => void hurry()}
      aria-label="Hurry to the next interesting event"
    >
      {word && 'Hurry'}
      {hint && <KeyHint of="hurry" />}
    </Button>
  );
}

function UntilButton({ ready }: { readonly ready: boolean }) {
  const tooltip = 'Go on until another leader, a gap, a violation, a slot, or whatever you name';
  return (
    <IconButton icon={Goal} label="Go on until…" tooltip={tooltip} keys="until" disabled={!ready} onClick={() => openDialog('until')} />
  );
}

function UndoButton() {
  const can = useSaid((s) => (s.run?.canUndo ?? false) && !s.run?.readOnly);
  return <IconButton icon={Undo2} label="Undo the last act" look="quiet" keys="undo" disabled={!can} onClick={() => void undo()} />;
}
