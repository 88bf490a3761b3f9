// The base: order of the queue, shared chunks, random streams, digests.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Chunked } from './chunked.ts';
import { digestText, digestValue, makeDigest, mix, printDigest } from './digest.ts';
import { comesBefore, Heap, type Ordered } from './heap.ts';
import { below, between, chance, cloneStream, makeStream, nextWord } from './prng.ts';
import { nameOf, YOU } from './units.ts';

describe('heap', () => {
  it('pops in the total order, whatever the order of pushing', () => {
    const item = fc.record({ at: fc.nat(20), rank: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const heap = new Heap<Ordered>();
        const ordered = items.map((x, sequence) => ({ ...x, sequence }));
        for (const x of ordered) heap.push(x);
        const popped = ordered.map(() => heap.pop()!);
        expect(popped).toEqual([...ordered].sort((a, b) => (comesBefore(a, b) ? -1 : 1)));
        expect(heap.pop()).toBeUndefined();
      }),
    );
  });

  it('stays a heap when an item is taken out of the middle', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.nat(), (ats, which) => {
        const heap = new Heap<Ordered>();
        ats.forEach((at, sequence) => heap.push({ at, rank: 0, sequence }));
        const victim = which % ats.length;
        expect(heap.remove((x) => x.sequence === victim)?.at).toBe(ats[victim]);
        const rest = [...Array(heap.size)].map(() => heap.pop()!.at);
        expect(rest).toEqual(ats.filter((_, i) => i !== victim).sort((a, b) => a - b));
      }),
    );
  });
});

describe('chunked array', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), index: fc.nat(300), value: fc.nat() }),
    fc.record({ kind: fc.constant('truncate' as const), index: fc.nat(300), value: fc.nat() }),
    fc.record({ kind: fc.constant('clone' as const), index: fc.nat(300), value: fc.nat() }),
  );

  it('behaves as an array, and clones never see one another’s changes', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        let real = new Chunked<number>();
        let model: (number | undefined)[] = [];
        const frozen: { copy: Chunked<number>; model: (number | undefined)[] }[] = [];
        for (const a of acts) {
          if (a.kind === 'set') {
            real.set(a.index, a.value);
            while (model.length <= a.index) model.push(undefined);
            model[a.index] = a.value;
          } else if (a.kind === 'truncate') {
            real.truncate(a.index);
            model = model.slice(0, a.index);
          } else {
            frozen.push({ copy: real, model: model.slice() });
            real = real.clone();
          }
        }
        for (const { copy, model: m } of [...frozen, { copy: real, model }]) {
          expect(copy.length).toBe(m.length);
          expect(m.every((v, i) => copy.get(i) === v)).toBe(true);
        }
      }),
    );
  });
});

describe('random streams', () => {
  it('are the same for the same seed and name, and unrelated otherwise', () => {
    const words = (seed: number, name: string): number[] => {
      const s = makeStream(seed, name);
      return [nextWord(s), nextWord(s), nextWord(s)];
    };
    expect(words(1, 'a')).toEqual(words(1, 'a'));
    expect(words(1, 'a')).not.toEqual(words(1, 'b'));
    expect(words(1, 'a')).not.toEqual(words(2, 'a'));
  });

  it('a clone goes on by itself', () => {
    const s = makeStream(7, 'x');
    const copy = cloneStream(s);
    expect(nextWord(copy)).toBe(nextWord(s));
  });

  it('stay in their bounds', () => {
    const s = makeStream(3, 'bounds');
    for (let i = 0; i < 2000; i++) {
      expect(below(s, 7)).toBeLessThan(7);
      const b = between(s, 5, 6);
      expect(b === 5 || b === 6).toBe(true);
    }
    expect(chance(s, 0)).toBe(false);
    expect(chance(s, 1_000_000)).toBe(true);
  });
});

describe('digest', () => {
  it('tells orders and values apart', () => {
    const of = (...values: number[]): number => {
      const d = makeDigest();
      for (const v of values) mix(d, v);
      return digestValue(d);
    };
    expect(of(1, 2)).toBe(of(1, 2));
    expect(of(1, 2)).not.toBe(of(2, 1));
    expect(of(5_000_000_000)).not.toBe(of(5_000_000_000 - 4_294_967_296));
    expect(digestText('ab')).not.toBe(digestText('ba'));
    expect(printDigest(255)).toBe('000000000000ff');
  });
});

describe('names', () => {
  it('are n for nodes, you and c for clients', () => {
    expect([nameOf(3), nameOf(YOU), nameOf(YOU + 2)]).toEqual(['n3', 'you', 'c2']);
  });
});
