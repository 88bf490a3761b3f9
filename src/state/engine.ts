// The page's end of the engine: requests with numbers, each answered once by a value or a sentence; a worker that is silent for too long,
// or fails, is taken for dead, and a new one is started from the stored run. Knows nothing of what the requests mean.
import type { FromWorker, Replies, Request, ToWorker } from '../worker/protocol.ts';

type Kind = Request['type'];
type Body<K extends Kind> = Omit<Extract<Request, { type: K }>, 'type'>;
type Rest<K extends Kind> = keyof Body<K> extends never ? [] : [body: Body<K>];
type StartBody = Body<'start'>;

/** What a worker must be able to do; a real `Worker` can. */
export interface WorkerLike {
  postMessage(message: ToWorker): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface EngineListener {
  said(message: Exclude<FromWorker, { type: 'reply' }>): void;
  /** `stopped`: it died too often, and is not started again by itself. `why`: what is known of the cause. */
  state(state: 'starting' | 'ready' | 'restarted' | 'lost' | 'stopped', why: string): void;
}

/** The worker's own sentence: why it did not do what was asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** The engine died before it answered. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost';
}

interface Pending {
  readonly type: Kind;
  readonly resolve: (value: Replies[Kind]) => void;
  readonly reject: (error: Error) => void;
}

/** One look at the watch. Counted in looks, not in time: a page that slept has looked at nothing. */
const LOOK_MILLIS = 1000;
const PATIENCE_LOOKS = 6;
/** Opening re-executes a whole run. */
const LONG_PATIENCE_LOOKS = 90;
const LONG: readonly Kind[] = ['start', 'open-trace', 'open-scenario', 'save', 'link', 'switch-branch', 'restore-branches'];
const ASK_WHEN_SILENT_LOOKS = 4;
const MAX_DEATHS = 3;
const DEATHS_FORGOTTEN_LOOKS = 60;

export class Engine {
  #worker: WorkerLike | null = null;
  #makeWorker: (() => WorkerLike) | null = null;
  #listener: EngineListener | null = null;
  #start: StartBody | null = null;
  #pending = new Map<number, Pending>();
  #nextId = 1;
  #silentLooks = 0;
  #deaths = 0;
  #looksSinceDeath = 0;
  #watch: ReturnType<typeof setInterval> | null = null;

  /** Starts the first worker. Resolves when it has resumed the stored run or begun the fallback. */
  async begin(makeWorker: () => WorkerLike, listener: EngineListener, start: StartBody): Promise<void> {
    this.#makeWorker = makeWorker;
    this.#listener = listener;
    this.#start = start;
    this.#watch ??= setInterval(() => this.#look(), LOOK_MILLIS);
    await this.#spawn(start, 'starting', '');
  }

  /** Ends the worker where it stands and starts a new one, from what is stored. */
  async restart(powerFailure: boolean): Promise<void> {
    if (this.#start === null) return;
    this.#bury('The engine was stopped before it answered.');
    this.#deaths = 0;
    await this.#spawn({ ...this.#start, powerFailure }, 'starting', '');
  }

  /** Ends everything: for tests, and when the page goes. */
  end(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
    this.#bury('The engine was ended.');
  }

  /** @throws Refused with the worker's sentence · EngineLost when it died first. */
  request<K extends Kind>(type: K, ...rest: Rest<K>): Promise<Replies[K]> {
    const worker = this.#worker;
    if (worker === null) return Promise.reject(new EngineLost('The engine is not running.'));
    const id = this.#nextId++;
    const reply = new Promise<Replies[Kind]>((resolve, reject) => this.#pending.set(id, { type, resolve, reject }));
    worker.postMessage({ ...(rest[0] ?? {}), type, id } as unknown as ToWorker);
    return reply as Promise<Replies[K]>;
  }

  async #spawn(start: StartBody, state: 'starting' | 'lost', why: string): Promise<void> {
    this.#listener?.state(state, why);
    const worker = this.#makeWorker?.() ?? null;
    if (worker === null) return;
    this.#worker = worker;
    this.#silentLooks = 0;
    worker.onmessage = (event) => {
      if (this.#worker === worker) this.#hear(event.data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.#worker === worker) this.#died(event.message || 'its script could not be loaded');
    };
    await this.request('start', start);
    if (this.#worker === worker) this.#listener?.state(state === 'lost' ? 'restarted' : 'ready', why);
  }

  #hear(message: FromWorker): void {
    this.#silentLooks = 0;
    if (message.type !== 'reply') return this.#listener?.said(message);
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.ok) pending?.resolve(message.value);
    else pending?.reject(new Refused(message.error));
  }

  #look(): void {
    if (++this.#looksSinceDeath > DEATHS_FORGOTTEN_LOOKS) this.#deaths = 0;
    if (this.#worker === null) return;
    this.#silentLooks++;
    const waiting = [...this.#pending.values()];
    // A worker may be gone without a word (killed, out of memory): when nothing is said, ask. What is played until it comes may be long in coming.
    if (waiting.every((p) => p.type === 'run-until') && this.#silentLooks >= ASK_WHEN_SILENT_LOOKS) {
      this.#silentLooks = 0;
      this.request('painted').catch(() => undefined);
      return;
    }
    const patience = waiting.some((p) => LONG.includes(p.type)) ? LONG_PATIENCE_LOOKS : PATIENCE_LOOKS;
    if (waiting.length > 0 && this.#silentLooks >= patience) this.#died('it no longer answered');
  }

  #died(why: string): void {
    this.#bury(`The engine stopped before it answered: ${why}.`);
    this.#looksSinceDeath = 0;
    if (++this.#deaths > MAX_DEATHS || this.#start === null) return this.#listener?.state('stopped', why);
    this.#spawn({ ...this.#start, powerFailure: false }, 'lost', why).catch((error: unknown) => {
      // EngineLost: this worker died as well, and its own death has been dealt with.
      if (error instanceof Refused) this.#listener?.state('stopped', error.message);
    });
  }

  #bury(sentence: string): void {
    const worker = this.#worker;
    this.#worker = null;
    if (worker !== null) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    }
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const p of pending) p.reject(new EngineLost(sentence));
  }
}

/** The page's engine. */
export const engine = new Engine();
