import { afterEach, describe, expect, it, vi } from 'vitest';
import type { FromWorker, ToWorker } from '../worker/protocol.ts';
import { Engine, EngineLost, Refused, type WorkerLike } from './engine.ts';

/** A worker's end of the wire: answers when told to. */
class Wire implements WorkerLike {
  readonly got: ToWorker[] = [];
  terminated = false;
  onmessage: ((event: MessageEvent<FromWorker>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  postMessage(message: ToWorker): void {
    this.got.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  say(message: FromWorker): void {
    this.onmessage?.({ data: message } as MessageEvent<FromWorker>);
  }
  answer(type: ToWorker['type'], value: unknown = null): void {
    const asked = this.got.findLast((m) => m.type === type)!;
    this.say({ type: 'reply', id: asked.id, ok: true, value } as FromWorker);
  }
}

const START = { fallback: { title: 'Five nodes at work', scenario: '' }, powerFailure: false };

function setUp() {
  vi.useFakeTimers();
  const wires: Wire[] = [];
  const states: string[] = [];
  const engine = new Engine();
  const begun = engine.begin(
    () => {
      wires.push(new Wire());
      return wires.at(-1)!;
    },
    { said: () => undefined, state: (s) => states.push(s) },
    START,
  );
  return { engine, wires, states, begun };
}

afterEach(() => vi.useRealTimers());

describe('Engine', () => {
  it('starts the worker with the fallback, and is ready when that is answered', async () => {
    const { engine, wires, states, begun } = setUp();
    expect(wires[0]!.got[0]).toMatchObject({ type: 'start', ...START });
    wires[0]!.answer('start');
    await begun;
    expect(states).toEqual(['starting', 'ready']);
    engine.end();
  });

  it('matches replies to requests by number, in any order, and rejects a refusal with the sentence', async () => {
    const { engine, wires, begun } = setUp();
    wires[0]!.answer('start');
    await begun;
    const undo = engine.request('undo');
    const seek = engine.request('seek', { event: -1 });
    const [undoId, seekId] = wires[0]!.got.slice(-2).map((m) => m.id);
    wires[0]!.say({ type: 'reply', id: seekId!, ok: false, error: 'Event -1 is not in the run; expected 0 to 12.' });
    wires[0]!.say({ type: 'reply', id: undoId!, ok: true, value: { undone: 'n1 crashed' } });
    await expect(seek).rejects.toEqual(new Refused('Event -1 is not in the run; expected 0 to 12.'));
    await expect(undo).resolves.toEqual({ undone: 'n1 crashed' });
    engine.end();
  });

  it('takes a worker that no longer answers for dead, and starts another from the stored run', async () => {
    const { engine, wires, states, begun } = setUp();
    wires[0]!.answer('start');
    await begun;
    const step = engine.request('step', { unit: 'event', direction: 1 });
    const rejected = expect(step).rejects.toBeInstanceOf(EngineLost);
    await vi.advanceTimersByTimeAsync(7000);
    await rejected;
    expect(wires[0]!.terminated).toBe(true);
    expect(wires[1]!.got[0]).toMatchObject({ type: 'start', powerFailure: false });
    wires[1]!.answer('start');
    await vi.advanceTimersByTimeAsync(0);
    expect(states).toEqual(['starting', 'ready', 'lost', 'restarted']);
    engine.end();
  });

  it('finds a worker that was killed while nothing was asked', async () => {
    const { engine, wires, begun } = setUp();
    wires[0]!.answer('start');
    await begun;
    await vi.advanceTimersByTimeAsync(12_000);
    expect(wires).toHaveLength(2);
    engine.end();
  });

  it('is patient with the start of a long run', async () => {
    const { engine, wires, begun } = setUp();
    begun.catch(() => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wires).toHaveLength(1);
    engine.end();
  });

  it('gives up after several deaths in a row, and can be started again by hand', async () => {
    const { engine, wires, states, begun } = setUp();
    begun.catch(() => undefined);
    for (let i = 0; i < 4; i++) {
      wires.at(-1)!.onerror?.({ preventDefault: () => undefined, message: 'out of memory' } as unknown as ErrorEvent);
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(states.at(-1)).toBe('stopped');
    expect(wires).toHaveLength(4);
    const again = engine.restart(false);
    wires.at(-1)!.answer('start');
    await again;
    expect(states.at(-1)).toBe('ready');
    engine.end();
  });

  it('kills the worker for a power failure, and says so to the next one only', async () => {
    const { engine, wires, begun } = setUp();
    wires[0]!.answer('start');
    await begun;
    const failed = engine.restart(true);
    expect(wires[0]!.terminated).toBe(true);
    expect(wires[1]!.got[0]).toMatchObject({ type: 'start', powerFailure: true });
    wires[1]!.answer('start');
    await failed;
    wires[1]!.onerror?.({ preventDefault: () => undefined, message: 'x' } as unknown as ErrorEvent);
    expect(wires[2]!.got[0]).toMatchObject({ type: 'start', powerFailure: false });
    engine.end();
  });
});
