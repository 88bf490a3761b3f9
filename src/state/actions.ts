// What the person can do, as plain functions: each asks the engine, and resolves when it is done. A refusal becomes a notice with the
// engine's own sentence, next to nothing else; none of these rejects.
import type { EventNumber, Lsn, Micros, NodeId } from '../base/units.ts';
import type { MembershipPolicy } from '../paxos/effects.ts';
import type { Operation } from '../paxos/entry.ts';
import type { ReadMode } from '../paxos/messages.ts';
import type { FieldName } from '../sim/config.ts';
import type { Input } from '../sim/inputs.ts';
import type { StepUnit } from '../worker/protocol.ts';
import { alone } from './alone.ts';
import { engine, EngineLost } from './engine.ts';
import { setPanelOpen, useChoices, type Selection } from './choices.ts';
import { makeLatest } from './latest.ts';
import { showNotice, useSaid } from './said.ts';

export const MIN_SPEED = 0.01;
export const MAX_SPEED = 100;
/** Steps that may wait for the engine: a key held down must not queue a minute of them. */
const MAX_STEPS_WAITING = 2;

/** Makes the request; a refusal is shown under `title`. Resolves with the reply, or null where it failed. */
export async function attempt<T>(title: string, request: () => Promise<T>, tone: 'error' | 'info' = 'error'): Promise<T | null> {
  try {
    return await request();
  } catch (error) {
    // A lost engine has a notice of its own.
    if (!(error instanceof EngineLost)) showNotice({ id: `refused:${title}`, tone, title, text: sentenceOf(error) });
    return null;
  }
}

export const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// Time ------------------------------------------------------------------------------------------------------------------

export async function play(speed = useSaid.getState().speed): Promise<void> {
  // What stands in a page of its own is a recording: it ends where it ends, and only playing once more goes on from there.
  await attempt('It does not play', () => engine.request('play', { speed, toTip: alone !== null }), 'info');
}
export async function pause(): Promise<void> {
  await attempt('It does not pause', () => engine.request('pause'));
}
export const togglePlay = (): Promise<void> => (useSaid.getState().playing ? pause() : play());

const sendSpeed = makeLatest((speed: number) => engine.request('speed', { speed }));

export async function setSpeed(speed: number): Promise<void> {
  const within = Math.min(MAX_SPEED, Math.max(MIN_SPEED, speed));
  useSaid.setState({ speed: within });
  await attempt('The speed stays as it was', () => sendSpeed(within));
}

const steps = { waiting: 0 };

export async function step(unit: StepUnit, direction: 1 | -1): Promise<void> {
  if (steps.waiting >= MAX_STEPS_WAITING) return;
  steps.waiting++;
  try {
    await attempt('It stays where it is', () => engine.request('step', { unit, direction }), 'info');
  } finally {
    steps.waiting--;
  }
}

/** On to the next event that a person would want to see. */
export const hurry = (): Promise<void> => step('landmark', 1);

const sendSeek = makeLatest((to: { event: EventNumber } | { at: Micros }) =>
  'event' in to ? engine.request('seek', to) : engine.request('seek-time', to),
);

export async function seek(event: EventNumber): Promise<void> {
  await attempt('That moment cannot be shown', () => sendSeek({ event }));
}
export async function seekTime(at: Micros): Promise<void> {
  await attempt('That moment cannot be shown', () => sendSeek({ at: Math.round(at) }));
}
/** To the tip of the branch, where playing makes new events. */
export async function toTip(): Promise<void> {
  const run = useSaid.getState().run;
  if (run !== null) await seek(run.tipEvent);
}

// Acts ------------------------------------------------------------------------------------------------------------------

/** An act at the moment shown. In the past it forks, and says so. */
export async function input(act: Input): Promise<void> {
  const reply = await attempt('That was not done', () => engine.request('input', { input: act }));
  if (reply !== null) useSaid.setState((said) => ({ acts: said.acts + 1 }));
  if (reply !== null && reply.forked !== null) sayForked();
}

function sayForked(): void {
  const old = useSaid.getState().run?.branches.find((b) => b.current);
  showNotice({
    id: 'forked',
    tone: 'info',
    title: 'A new branch begins here',
    text: `You acted in the past. What had happened after this moment is kept${old === undefined ? '' : ` as “${old.name}”`}, below the time track.`,
    action: { label: 'Undo', run: () => void undo() },
  });
}

export const crash = (node: NodeId): Promise<void> => input({ kind: 'crash', node });
export const restart = (node: NodeId): Promise<void> => input({ kind: 'restart', node });
export const pauseNode = (node: NodeId): Promise<void> => input({ kind: 'pause', node });
export const resumeNode = (node: NodeId): Promise<void> => input({ kind: 'resume', node });
export const isolate = (node: NodeId): Promise<void> => input({ kind: 'isolate', node });
export const campaign = (node: NodeId): Promise<void> => input({ kind: 'campaign', node });
export const partition = (groups: readonly (readonly NodeId[])[]): Promise<void> => input({ kind: 'partition', groups });
export const heal = (): Promise<void> => input({ kind: 'heal' });
export const dropFlight = (flight: number): Promise<void> => input({ kind: 'drop', flight });
export const delayFlight = (flight: number, byMicros: Micros): Promise<void> => input({ kind: 'delay', flight, byMicros });
export const duplicateFlight = (flight: number): Promise<void> => input({ kind: 'duplicate', flight });
export const sendCommand = (operation: Operation, to?: NodeId, mode?: ReadMode): Promise<void> =>
  input({ kind: 'command', operation, ...(to === undefined ? {} : { to }), ...(mode === undefined || mode === 'log' ? {} : { mode }) });
/** Past a violation that has stopped the run. */
export const goOnAnyway = (): Promise<void> => input({ kind: 'go-on' });
export const setField = (field: FieldName, value: number | string | boolean): Promise<void> => input({ kind: 'set', field, value });
export const setNodeSync = (node: NodeId, micros: Micros | null): Promise<void> => input({ kind: 'set-node-sync', node, micros });
export const stall = (node: NodeId, micros: Micros): Promise<void> => input({ kind: 'stall', node, micros });
export const fillDisk = (node: NodeId): Promise<void> => input({ kind: 'fill-disk', node });
export const freeDisk = (node: NodeId): Promise<void> => input({ kind: 'free-disk', node });
export const batteryFailure = (node: NodeId): Promise<void> => input({ kind: 'battery-failure', node });
export const loseDisk = (node: NodeId): Promise<void> => input({ kind: 'lose-disk', node });
export const damageRecord = (node: NodeId, lsn: Lsn): Promise<void> => input({ kind: 'damage', node, lsn });
export const addNode = (): Promise<void> => input({ kind: 'add-node' });
export const reconfigure = (members: readonly NodeId[], policy: MembershipPolicy): Promise<void> =>
  input({ kind: 'reconfigure', members, policy });

/** D8: a node whose disk cannot be trusted leaves, and a new one with an empty disk comes in its place. */
export async function rejoin(damaged: NodeId, policy: MembershipPolicy): Promise<void> {
  const frame = useSaid.getState().frame;
  if (frame === null || frame.members === undefined) return;
  const fresh = Math.max(...frame.nodes.map((n) => n.id)) + 1;
  await addNode();
  await reconfigure([...frame.members.filter((m) => m !== damaged), fresh], policy);
}

export async function undo(): Promise<void> {
  const reply = await attempt('Nothing was undone', () => engine.request('undo'));
  if (reply === null) return;
  if (reply.undone !== null) useSaid.setState((said) => ({ acts: said.acts + 1 }));
  const text = reply.undone === null ? 'There is nothing to undo in this run.' : `${reply.undone}.`.replace(/\.\.$/, '.');
  showNotice({ id: 'undo', tone: 'info', title: reply.undone === null ? 'Nothing to undo' : 'Undone', text });
}

/**
 * Every node loses its memory and what it had not synced. With a stored run the engine itself is killed where it stands, and every node
 * comes back from its stored disk alone; a run in memory would be gone with its engine, so there the power fails inside it.
 */
export async function powerFailure(): Promise<void> {
  if (useSaid.getState().run?.storage.kind !== 'indexeddb') return input({ kind: 'power-failure' });
  const done = await attempt('The cluster did not come back', async () => {
    await engine.restart(true);
    return true;
  });
  if (done === null) return;
  showNotice({
    id: 'power-failure',
    tone: 'info',
    title: 'The power failed',
    text: 'The engine was killed. Every node has been restarted from the rows stored on this device, and from nothing else.',
    action: { label: 'Undo', run: () => void undo() },
  });
}

// Branches --------------------------------------------------------------------------------------------------------------

export async function switchBranch(branch: number): Promise<void> {
  await attempt('The branch was not opened', () => engine.request('switch-branch', { branch }));
}
export async function renameBranch(branch: number, name: string): Promise<void> {
  await attempt('The branch keeps its name', () => engine.request('rename-branch', { branch, name }));
}
export async function removeBranch(branch: number): Promise<void> {
  const name = useSaid.getState().run?.branches.find((b) => b.id === branch)?.name ?? 'The branch';
  const reply = await attempt('The branch was not removed', () => engine.request('remove-branch', { branch }));
  if (reply === null) return;
  const others = reply.removed - 1;
  const alsoGone = others === 0 ? '' : `, and ${others === 1 ? 'the one that leaves' : `the ${others} that leave`} from it`;
  showNotice({
    id: 'removed',
    tone: 'info',
    title: `“${name}” was removed`,
    text: `It is gone${alsoGone}. Until another branch is removed it can be had back: it is executed again.`,
    action: { label: 'Have it back', run: () => void restoreBranches() },
  });
}
export async function restoreBranches(): Promise<void> {
  await attempt('The branch is not there again', () => engine.request('restore-branches'));
}
/** Shows the moment just after an event of any branch. */
export async function showOn(branch: number, event: EventNumber): Promise<void> {
  await switchBranch(branch);
  await seek(event);
}

// Looking ---------------------------------------------------------------------------------------------------------------

/** What is pressed on the stage has no words of its own there: on a phone its tab comes forward. */
const ON_STAGE: readonly Selection['kind'][] = ['node', 'flight', 'client'];

export function select(selection: Selection | null): void {
  useChoices.setState((c) => {
    c.selection = selection;
    if (selection !== null && ON_STAGE.includes(selection.kind)) c.phoneTab = 'inspector';
  });
}
/** Where what is pressed has its words beside it: no other tab comes forward. */
export function selectHere(selection: Selection | null): void {
  useChoices.setState((c) => {
    c.selection = selection;
  });
}
/** How the node came back from its disk at the event, step by step, wherever the inspector is. */
export function showRecovery(node: NodeId, event: EventNumber): void {
  setPanelOpen('inspector', true);
  useChoices.setState((c) => {
    c.selection = { kind: 'recovery', node, event };
    c.phoneTab = 'inspector';
  });
}
export function hoverCommand(command: string): void {
  if (useChoices.getState().hoverCommand === command) return;
  useChoices.setState((c) => {
    c.hoverCommand = command;
  });
}

export { copyLink } from './share.ts';
export { openConfig, openLesson, openScenario, openTraceFile, save, type Opened } from './files.ts';
