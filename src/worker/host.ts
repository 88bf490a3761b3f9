// The engine's end of the protocol: every request gets exactly one reply, a value or a sentence; what it changed is told afterwards. Knows the
// parts and who handles what; what a request means is in the handlers. Runs in the worker, and in tests with a clock of their own.
import { AssertionFailure } from '../base/assert.ts';
import type { Opened, OpenOptions } from '../storage/store.ts';
import { checkRequest } from './check-request.ts';
import { handlers } from './handlers.ts';
import { Lane } from './lane.ts';
import type { LiveRun } from './live-run.ts';
import type { TrendSoFar } from './on-trend.ts';
import { Playhead } from './playhead.ts';
import type { FromWorker, Replies, Request } from './protocol.ts';
import { Pump } from './pump.ts';
import { Refused } from './refused.ts';
import { Sender } from './sender.ts';

export interface HostDeps {
  readonly openStore: (options: OpenOptions) => Promise<Opened>;
  readonly post: (message: FromWorker) => void;
  /** Real time in ms. */
  readonly now: () => number;
  /** Resolves after so many ms of real time; 0: as soon as messages that wait have been heard. */
  readonly sleep: (millis: number) => Promise<void>;
  /** A bug that is nobody's answer: the worker should be taken for broken. */
  readonly failed: (error: unknown) => void;
}

/** What the handlers work with. */
export interface Desk {
  readonly deps: HostDeps;
  readonly lane: Lane;
  readonly playhead: Playhead;
  readonly sender: Sender;
  readonly pump: Pump;
  /** The run that is open. */
  run: LiveRun | null;
  /** How far the run has been followed for its trend; null: not at all, or it is being followed. */
  trend: TrendSoFar | null;
  /** Rises with every comparison of branches, and with every wish to end one. */
  comparisons: number;
  /** Rises with every wish for a stretch of the space–time diagram: a newer one ends the one before. */
  stretches: number;
  /** Rises with every request that ends something long. */
  wishes: number;
  /** Rises with every request that a person may wait for: what only looks for something gives way. */
  heard: number;
}

export type Handler<K extends Request['type']> = (desk: Desk, request: Extract<Request, { type: K }>) => Promise<Replies[K]>;
export type Handlers = { readonly [K in Request['type']]: Handler<K> };

/** Requests that end a long step, or a run-until, that is under way. */
const ENDS_LONG: readonly Request['type'][] = [
  'pause',
  'play',
  'seek',
  'seek-time',
  'run-until',
  'undo',
  'switch-branch',
  'open-scenario',
  'open-config',
  'open-trace',
];

/** Come all the time while it plays. */
const QUIET: readonly Request['type'][] = ['painted', 'space-time'];

export function makeHost(deps: HostDeps): { readonly receive: (message: unknown) => void } {
  const desk = makeDesk(deps);
  return {
    receive: (message) => {
      const id = idOf(message);
      if (id === null) return;
      void answer(desk, id, message);
    },
  };
}

function makeDesk(deps: HostDeps): Desk {
  const lane = new Lane(deps);
  const playhead = new Playhead(deps.now);
  const sender = new Sender(deps, playhead);
  const pump = new Pump({ lane, playhead, sender, sleep: deps.sleep, run: () => desk.run, failed: deps.failed });
  const desk: Desk = { deps, lane, playhead, sender, pump, run: null, trend: null, comparisons: 0, stretches: 0, wishes: 0, heard: 0 };
  return desk;
}

async function answer(desk: Desk, id: number, message: unknown): Promise<void> {
  const { post } = desk.deps;
  try {
    const request = checkRequest(message);
    if (!request.ok) throw new Refused(request.error);
    if (!QUIET.includes(request.value.type)) desk.heard++;
    if (ENDS_LONG.includes(request.value.type)) desk.wishes++;
    const value = await handle(desk, request.value);
    post({ type: 'reply', id, ok: true, value });
  } catch (error) {
    post({ type: 'reply', id, ok: false, error: sentenceOf(error) });
  }
  desk.sender.flush(true);
}

function handle<K extends Request['type']>(desk: Desk, request: Extract<Request, { type: K }>): Promise<Replies[K]> {
  const handler = (handlers as Handlers)[request.type as K] as unknown as Handler<K>;
  return handler(desk, request);
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  const what = error instanceof Error ? error.message : String(error);
  return error instanceof AssertionFailure
    ? `The engine came to a state that its rules exclude: ${what}.`
    : `The engine could not do it: ${what}.`;
}

function idOf(message: unknown): number | null {
  if (typeof message !== 'object' || message === null || !('id' in message)) return null;
  return typeof message.id === 'number' ? message.id : null;
}
