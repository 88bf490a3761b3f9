// What each key of the table does. Where a key needs something selected and nothing is, a notice says what to do first.
import * as actions from '../state/actions.ts';
import type * as Bookmarks from '../state/bookmarks.ts';
import {
  closeDrawer,
  DRAWERS,
  nextTheme,
  openDialog,
  setPanelOpen,
  showBeside,
  toggleDrawer,
  togglePresenter,
  useChoices,
  type Selection,
} from '../state/choices.ts';
import { latestFrame } from '../state/frame-source.ts';
import { KEYS, type KeyName } from '../state/keys.ts';
import { showNotice, useSaid } from '../state/said.ts';
import { crashAtNextWrite } from '../state/until.ts';
import type { FlightFrame, NodeFrame } from '../view/frame.ts';
import { chooseFile } from '../ui/shell/OpenFile.tsx';
import { nextSpeed } from '../ui/transport/Speed.tsx';
import { focusTarget, nextPart } from './focus.ts';

const DELAY_MICROS = 20_000;

const fire = (done: Promise<unknown>): void => void done;

/** Their code comes when it is first wanted. */
const withBookmarks = (act: (of: typeof Bookmarks) => Promise<void>): void => fire(import('../state/bookmarks.ts').then(act));

export const ACTS: Readonly<Record<Exclude<KeyName, 'node' | 'drawer'>, () => void>> = {
  play: () => fire(actions.togglePlay()),
  event: () => fire(actions.step('event', 1)),
  back: () => fire(actions.step('event', -1)),
  message: () => fire(actions.step('message', 1)),
  messageBack: () => fire(actions.step('message', -1)),
  commit: () => fire(actions.step('commit', 1)),
  commitBack: () => fire(actions.step('commit', -1)),
  phase: () => fire(actions.step('phase', 1)),
  hurry: () => fire(actions.hurry()),
  hurryBack: () => fire(actions.step('landmark', -1)),
  until: () => openDialog('until'),
  goOn: () => fire(actions.goOnAnyway()),
  start: () => fire(actions.seek(0)),
  tip: () => fire(actions.toTip()),
  slower: () => fire(actions.setSpeed(nextSpeed(useSaid.getState().speed, -1))),
  faster: () => fire(actions.setSpeed(nextSpeed(useSaid.getState().speed, 1))),
  branches: () => openDialog('branches'),
  bookmark: () => withBookmarks((b) => b.bookmarkHere()),
  bookmarkNext: () => withBookmarks((b) => b.walkBookmarks(1)),
  bookmarkBack: () => withBookmarks((b) => b.walkBookmarks(-1)),
  undo: () => fire(actions.undo()),

  crashLeader,
  crash: () => withNode((n) => actions.crash(n.id)),
  crashWrite: () => withNode((n) => crashAtNextWrite(n.id)),
  restart: () => withNode((n) => actions.restart(n.id)),
  isolate: () => withNode((n) => actions.isolate(n.id)),
  sleep: () => withNode((n) => (n.status === 'paused' ? actions.resumeNode(n.id) : actions.pauseNode(n.id))),
  heal: () => fire(actions.heal()),
  drop: () => withFlight((f) => actions.dropFlight(f.id)),
  delay: () => withFlight((f) => actions.delayFlight(f.id, DELAY_MICROS)),
  duplicate: () => withFlight((f) => actions.duplicateFlight(f.id)),
  command: () => {
    useChoices.setState((c) => {
      c.drawer = 'clients';
    });
    focusTarget('command');
  },

  nextFlight: () => selectFlight(1),
  previousFlight: () => selectFlight(-1),
  filter: () => {
    setPanelOpen('events', true);
    useChoices.setState((c) => {
      c.phoneTab = 'events';
    });
    focusTarget('filter');
  },
  diagram: () => {
    const { closed, beside } = useChoices.getState();
    showBeside(beside === 'log' || closed.includes('log') ? 'space-time' : 'log');
    setPanelOpen('log', true);
  },
  clear,

  lessons: () => toggleDrawer('lessons'),
  worlds: () => toggleDrawer('worlds'),
  search: () => {
    toggleDrawer('search');
    if (useChoices.getState().drawer === 'search') focusTarget('search');
  },
  measure: () => openDialog('measure'),
  raft: () => openDialog('raft'),
  save: () => fire(actions.save()),
  export: () => openDialog('export'),
  link: () => fire(actions.copyLink()),
  open: chooseFile,
  present: togglePresenter,
  theme: nextTheme,
  panels: nextPart,
  keys: () => openDialog('keys'),
};

/** Selects the node, or nothing where it is selected already. */
export function selectNode(node: number): void {
  const { frame } = useSaid.getState();
  if (frame?.nodes.some((n) => n.id === node) !== true) return;
  const selection = useChoices.getState().selection;
  actions.select(selection?.kind === 'node' && selection.node === node ? null : { kind: 'node', node });
}

export function openDrawerAt(place: number): void {
  const drawer = DRAWERS[place];
  if (drawer !== undefined) toggleDrawer(drawer);
}

function crashLeader(): void {
  const leader = latestFrame()?.leader ?? null;
  if (leader !== null) return fire(actions.crash(leader.node));
  say(
    'Nobody leads now',
    `There is no leader to crash. Select a node with the keys 1 to 9 and press ${KEYS.crash.print}, or wait for the election.`,
  );
}

function withNode(act: (node: NodeFrame) => Promise<void>): void {
  const { selection } = useChoices.getState();
  const node = selection?.kind === 'node' ? useSaid.getState().frame?.nodes.find((n) => n.id === selection.node) : undefined;
  if (node !== undefined) return fire(act(node));
  say('No node is selected', 'This key acts on the selected node. The keys 1 to 9 select one, and so does a press on it.');
}

function withFlight(act: (flight: FlightFrame) => Promise<void>): void {
  const { selection } = useChoices.getState();
  const flight = selection?.kind === 'flight' ? useSaid.getState().frame?.flights.find((f) => f.id === selection.flight) : undefined;
  if (flight !== undefined) return fire(act(flight));
  const { nextFlight, previousFlight } = KEYS;
  say(
    'No message under way is selected',
    `This key acts on the selected message. The keys ${nextFlight.print} and ${previousFlight.print} select one.`,
  );
}

function selectFlight(direction: 1 | -1): void {
  const next = flightAfter(latestFrame()?.flights ?? [], useChoices.getState().selection, direction);
  if (next !== null) actions.select({ kind: 'flight', flight: next });
}

/** The flight after (before) the one selected, in the order in which they arrive, around; the first (last) where none is. */
export function flightAfter(flights: readonly FlightFrame[], selection: Selection | null, direction: 1 | -1): number | null {
  const order = [...flights].sort((a, b) => a.arrivesAt - b.arrivesAt || a.id - b.id);
  if (order.length === 0) return null;
  const here = selection?.kind === 'flight' ? order.findIndex((f) => f.id === selection.flight) : -1;
  const next = here === -1 ? (direction === 1 ? 0 : -1) : here + direction;
  return order.at(next % order.length)!.id;
}

/** Out of a text field; then what is selected; then the drawer. */
function clear(): void {
  const focused = document.activeElement ?? document.body;
  const { selection, drawer } = useChoices.getState();
  if (focused instanceof HTMLElement && focused.matches('input, textarea')) focused.blur();
  else if (drawer !== null && focused.closest('#drawer') !== null) closeDrawer();
  else if (selection !== null) actions.select(null);
  else if (drawer !== null) closeDrawer();
}

const say = (title: string, text: string): void => showNotice({ id: 'key', tone: 'info', title, text });
