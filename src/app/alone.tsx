// Start-up of a stand-alone page: the same page, with the engine's code inside it and the run that it was made with. It keeps nothing.
//   template + trace → alone (src/state) → worker: start → the trace executed again and compared → the moment asked for
import './alone-fonts.css';
import { DEFAULT_WORLD } from '../scenario/worlds.ts';
import { play } from '../state/actions.ts';
import { alone } from '../state/alone.ts';
import { useChoices } from '../state/choices.ts';
import { connectEngine } from '../state/connect.ts';
import { rememberSaved, useAsking, wouldLose } from '../state/replacing.ts';
import { dismissNotice, showNotice, STARTING_SPEED, useSaid } from '../state/said.ts';
import { worksWith } from '../state/side-workers.ts';
import type { Fallback } from '../worker/protocol.ts';
import EngineWorker from '../worker/alone.ts?worker&inline';
import { followAddress } from './address.ts';
import { drawPage } from './draw.tsx';

const trace = alone?.trace ?? null;
const event = alone?.event ?? null;

const fallback: Fallback = {
  title: DEFAULT_WORLD.title,
  scenario: DEFAULT_WORLD.text,
  ...(trace === null ? {} : { trace: { name: 'The run in this page', text: trace, event: event ?? 0 } }),
};

async function startEngine(): Promise<void> {
  const began = await connectEngine(() => new EngineWorker({ name: 'synod engine' }), fallback);
  if (!began) return;
  rememberSaved(); // it is in this file
  if (!useChoices.getState().embed) sayWhatThisIs();
  showWhatIsWritten();
  sayWhereItEnds();
  const elsewhere = await followAddress();
  warnBeforeLoss();
  // A slide may be far from being shown yet.
  if (event === null && !elsewhere && !useChoices.getState().embed) await play(STARTING_SPEED);
}

function sayWhatThisIs(): void {
  const holds = trace === null ? 'It was made without a run, so that a ready world begins. ' : '';
  showNotice({
    id: 'alone',
    tone: 'info',
    title: 'This page stands alone',
    text: `${holds}The whole laboratory is in this one file, and it needs no network. What you do here is gone when the page is closed: save the run to keep it.`,
  });
}

/** Whoever made the page may have written what to look at. On a phone that would hide the log, and stays one press away. */
function showWhatIsWritten(): void {
  const { run } = useSaid.getState();
  if (run === null || (run.notes === '' && run.bookmarks.length === 0) || matchMedia('(max-width: 44rem)').matches) return;
  useChoices.setState((c) => {
    c.drawer = 'notes';
  });
}

/** Playing stops at the end of what was recorded; from there on it is a live cluster. */
function sayWhereItEnds(): void {
  const recorded = useSaid.getState().run;
  if (trace === null || recorded === null) return;
  useSaid.subscribe((now, before) => {
    const { run, frame } = now;
    const ended = before.playing && !now.playing && now.live && frame?.event === recorded.tipEvent && run?.session === recorded.session;
    if (!ended || useChoices.getState().embed) return;
    dismissNotice('alone');
    showNotice({
      id: 'recorded-end',
      tone: 'info',
      title: 'Here the recorded run ends',
      text: 'The cluster is alive: playing on makes new events from here. Home goes back to the start.',
      action: { label: 'Play on', run: () => void play() },
    });
  });
}

/** The browser asks before it closes a page in which somebody did what no file holds. */
function warnBeforeLoss(): void {
  window.addEventListener('beforeunload', (leaving) => {
    if (wouldLose(useSaid.getState().run, useAsking.getState().saved) !== '') leaving.preventDefault();
  });
}

// By its name the worker knows what it is for (worker/alone.ts).
worksWith({
  search: () => new EngineWorker({ name: 'synod search' }),
  export: () => new EngineWorker({ name: 'synod export' }),
  measure: () => new EngineWorker({ name: 'synod measure' }),
});
drawPage();
void startEngine();
