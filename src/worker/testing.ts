// For tests of the host: a page that speaks the protocol, with a clock that only tests move, over stores that outlive it, so that it can be
// killed at any moment and started again.
import { DEFAULT_CONFIG, type Config } from '../sim/config.ts';
import type { Durable } from '../storage/durable.ts';
import { makeMemoryFiles } from '../storage/files.ts';
import { makeMemoryMarker } from '../storage/marker.ts';
import { makeMemoryDurable, makeTables } from '../storage/memory.ts';
import { openWith, type Platform } from '../storage/open.ts';
import { makeHost } from './host.ts';
import type { FromWorker, Replies, Request } from './protocol.ts';

type Kind = Request['type'];
type Body<K extends Kind> = Omit<Extract<Request, { type: K }>, 'type'>;

/** How long the page takes to paint. */
const FRAME_MILLIS = 16;
/** Long enough for what was changed to be on the screen. */
export const SEEN_MILLIS = 2 * FRAME_MILLIS + 1;

/** What stays when the engine is killed. */
export class Device {
  readonly tables = makeTables();
  readonly files = makeMemoryFiles();
  readonly marker = makeMemoryMarker();
  /** Stands before the database: counts, fails, hangs. */
  wrap: (durable: Durable) => Durable = (d) => d;
  mine = true;

  platform(): Platform {
    return {
      // Memory that says that it is a database, so that everything is done as with one.
      durable: () => Promise.resolve(this.wrap({ ...bound(makeMemoryDurable(this.tables)), kind: 'indexeddb' })),
      files: () => Promise.resolve(this.files),
      marker: this.marker,
      lock: () => Promise.resolve({ mine: this.mine, release: () => undefined }),
    };
  }
}

const bound = (d: Durable): Durable => ({
  kind: d.kind,
  load: () => d.load(),
  commit: (c, p) => d.commit(c, p),
  reset: (r, p) => d.reset(r, p),
  rows: (n, f, c) => d.rows(n, f, c),
  counts: () => d.counts(),
  close: () => d.close(),
});

export const SCENARIO = 'title A cluster\nabout Three nodes and two clients.\n\ncluster n1 n2 n3 seed=5 clients=2\nrun 1ms\n';

interface Timer {
  readonly at: number;
  readonly wake: () => void;
}

export class Page {
  readonly said: FromWorker[] = [];
  readonly device: Device;
  private readonly host: ReturnType<typeof makeHost>;
  private readonly replies = new Map<number, { resolve: (v: never) => void; reject: (e: Error) => void }>();
  private timers: Timer[] = [];
  private clock = 0;
  private nextId = 1;
  private dead = false;
  /** Answers every frame, as a page that is seen does. */
  paints = true;
  /** Real ms that go by with every look at the clock: a slow machine. */
  slow = 0;

  constructor(device = new Device()) {
    this.device = device;
    this.host = makeHost({
      openStore: (options) => openWith(device.platform(), options),
      post: (message) => this.hear(message),
      now: () => (this.clock += this.slow),
      sleep: (millis) => (millis <= 0 ? turn() : this.after(Math.ceil(millis))),
      failed: (error) => {
        throw error;
      },
    });
  }

  /** A page whose engine has begun or resumed. */
  static async open(device = new Device(), start: Partial<Body<'start'>> = {}): Promise<Page> {
    const page = new Page(device);
    await page.ask('start', { fallback: { title: 'A cluster', scenario: SCENARIO }, powerFailure: false, ...start });
    return page;
  }

  ask<K extends Kind>(type: K, body?: Body<K>): Promise<Replies[K]> {
    const id = this.nextId++;
    const reply = new Promise<Replies[K]>((resolve, reject) => this.replies.set(id, { resolve: resolve as never, reject }));
    this.host.receive({ ...body, type, id });
    return reply;
  }

  /** What the host is told, whatever it is. */
  send(message: unknown): void {
    this.host.receive(message);
  }

  /** Lets so many ms of real time go by. */
  async pass(millis: number): Promise<void> {
    const end = this.clock + millis;
    for (;;) {
      await settle();
      const next = this.timers.reduce<Timer | null>((first, t) => (t.at <= end && (first === null || t.at < first.at) ? t : first), null);
      if (next === null) break;
      this.timers = this.timers.filter((t) => t !== next);
      this.clock = next.at;
      next.wake();
    }
    this.clock = end;
  }

  /** The engine is gone where it stands: nothing it says is heard any more. */
  kill(): void {
    this.dead = true;
  }

  get frame(): Extract<FromWorker, { type: 'frame' }> {
    return this.last('frame');
  }
  get run(): Extract<FromWorker, { type: 'run' }>['run'] {
    return this.last('run').run;
  }
  get notices(): string[] {
    return this.said.flatMap((m) => (m.type === 'notice' ? [m.notice.id] : []));
  }

  private after(millis: number): Promise<void> {
    return new Promise((wake) => this.timers.push({ at: this.clock + millis, wake }));
  }

  private last<T extends FromWorker['type']>(type: T): Extract<FromWorker, { type: T }> {
    const found = this.said.findLast((m) => m.type === type);
    if (found === undefined) throw new Error(`no ${type} was sent`);
    return found as Extract<FromWorker, { type: T }>;
  }

  private hear(message: FromWorker): void {
    if (this.dead) return;
    if (message.type !== 'reply') {
      this.said.push(message);
      if (message.type === 'frame' && this.paints) void this.after(FRAME_MILLIS).then(() => this.ask('painted'));
      return;
    }
    const waiting = this.replies.get(message.id);
    if (waiting === undefined) throw new Error(`a second reply to request ${message.id}`);
    this.replies.delete(message.id);
    if (message.ok) waiting.resolve(message.value as never);
    else waiting.reject(new Error(message.error));
  }
}

/** A world that is not the default one. */
export const config = (change: Partial<Config> = {}): Config => ({ ...DEFAULT_CONFIG, nodes: 3, seed: 5, ...change });

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Until everything that can happen without time has happened. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await turn();
}
