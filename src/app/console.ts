// `synod` in the browser's console: what the page shows as values, and the same acts as its buttons. For the curious, and for tests.
import * as actions from '../state/actions.ts';
import { engine } from '../state/engine.ts';
import { latestFrame, virtualNow } from '../state/frame-source.ts';
import { useSaid } from '../state/said.ts';
import type { StandAloneOptions } from '../state/stand-alone.ts';
import type { DescribedEvent } from '../trace/described.ts';
import type { Frame } from '../view/frame.ts';
import type { Replies, RunFrame } from '../worker/protocol.ts';

export interface SynodConsole {
  /** The digest at the shown moment, its event, and whether every simulated disk equals its stored rows. */
  digest(): Promise<Replies['digest']>;
  frame(): Frame | null;
  run(): RunFrame | null;
  /** The playhead's virtual time, in microseconds. */
  time(): number;
  playing(): boolean;
  events(from: number, count: number): Promise<readonly DescribedEvent[]>;
  storedRows(node: number, from: number, count: number): Promise<Replies['stored-rows']>;
  save(): Promise<Replies['save']>;
  /** The text of a stand-alone page with this run in it. */
  standAlone(options?: StandAloneOptions): Promise<string>;
  /** Goes on at once until the condition (src/scenario, Conditions) holds. */
  runUntil(condition: string): Promise<Replies['run-until']>;
  readonly play: typeof actions.play;
  readonly pause: typeof actions.pause;
  readonly speed: typeof actions.setSpeed;
  readonly step: typeof actions.step;
  readonly seek: typeof actions.seek;
  readonly seekTime: typeof actions.seekTime;
  readonly toTip: typeof actions.toTip;
  readonly input: typeof actions.input;
  readonly undo: typeof actions.undo;
  readonly openScenario: typeof actions.openScenario;
  /** Ends the engine's worker where it stands; a new one starts from the stored run. */
  killEngine(powerFailure?: boolean): Promise<void>;
}

declare global {
  interface Window {
    synod: SynodConsole;
  }
}

async function standAlone(options?: StandAloneOptions): Promise<string> {
  const { makeStandAlone } = await import('../state/stand-alone.ts');
  const { text } = await engine.request('save');
  return (await makeStandAlone(text, useSaid.getState().run?.title ?? '', options)).text();
}

export function installConsole(): void {
  const { play, pause, setSpeed: speed, step, seek, seekTime, toTip, input, undo, openScenario } = actions;
  window.synod = {
    digest: () => engine.request('digest'),
    frame: latestFrame,
    run: () => useSaid.getState().run,
    time: virtualNow,
    playing: () => useSaid.getState().playing,
    events: (from, count) => engine.request('events', { from, count }),
    storedRows: (node, from, count) => engine.request('stored-rows', { node, from, count }),
    save: () => engine.request('save'),
    standAlone,
    runUntil: (condition) => engine.request('run-until', { condition, speed: null }),
    killEngine: (powerFailure = false) => engine.restart(powerFailure),
    ...{ play, pause, speed, step, seek, seekTime, toTip, input, undo, openScenario },
  };
}
