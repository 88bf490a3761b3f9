// Joins the engine to the stores and to the frame source, and says in notices what happens to it.
//   worker → Engine → (frame) FrameSource → painters, useSaid · (run, notice) useSaid
import { comparingGoesOn } from './comparing.ts';
import { engine, Refused, type WorkerLike } from './engine.ts';
import { frameSource } from './frame-source.ts';
import type { Fallback } from '../worker/protocol.ts';
import { dismissNotice, showNotice, STARTING_SPEED, useSaid } from './said.ts';

/** Resolves when a run is there to be shown, or a notice says why not. */
export async function connectEngine(makeWorker: () => WorkerLike, fallback: Fallback): Promise<boolean> {
  frameSource.connect({
    schedule: (run) => requestAnimationFrame(run),
    now: () => performance.now(),
    publish: ({ frame, playing, speed, live }) => useSaid.setState({ frame, playing, speed, live }),
    painted: () => void engine.request('painted').catch(() => undefined),
  });
  try {
    await engine.begin(makeWorker, listener, { fallback, powerFailure: false });
    return true;
  } catch (error) {
    if (error instanceof Refused) sayStopped(error.message);
    return false;
  }
}

/** The speed that was chosen. A new engine knows nothing of it, and its first frames would say its own. */
const chosen = { speed: STARTING_SPEED };

function speedAgain(): void {
  // Refused or lost: the engine's own death has been dealt with.
  engine.request('speed', { speed: chosen.speed }).catch(() => undefined);
}

const listener: Parameters<typeof engine.begin>[1] = {
  said(message) {
    if (message.type === 'frame') frameSource.accept(message);
    else if (message.type === 'run') useSaid.setState({ run: message.run });
    else if (message.type === 'opening') useSaid.setState({ opening: message.progress });
    else if (message.type === 'comparing') comparingGoesOn(message.done, message.total);
    else showNotice(message.notice);
  },
  state(state, why) {
    if (useSaid.getState().engine === 'ready') chosen.speed = useSaid.getState().speed;
    if (state === 'ready' || state === 'restarted') {
      useSaid.setState({ engine: 'ready' });
      speedAgain();
    } else useSaid.setState({ engine: state, playing: false, opening: null });
    if (state === 'restarted') sayRestarted(why);
    if (state === 'stopped') sayStopped(why);
    if (state === 'ready') dismissNotice('engine');
  },
};

function sayRestarted(why: string): void {
  if (useSaid.getState().run?.storage.kind === 'memory')
    return showNotice({
      id: 'engine',
      tone: 'warning',
      title: 'The engine stopped and was started again',
      text: `What was known: ${why}. The run was in memory only and is gone with it; it begins anew, as when this page was opened.`,
    });
  showNotice({
    id: 'engine',
    tone: 'warning',
    title: 'The engine stopped and was started again from the stored run',
    text: `What was known: ${why}. Nothing that had been acknowledged is lost; play to go on.`,
  });
}

function sayStopped(why: string): void {
  showNotice({
    id: 'engine',
    tone: 'error',
    title: 'The engine cannot be kept running',
    text: `What was known: ${why.replace(/\.$/, '')}. The stored run is untouched.`,
    action: { label: 'Start it again', run: () => void engine.restart(false).catch(() => undefined) },
  });
}
