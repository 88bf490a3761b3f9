// The state machine under every order of retries: a repeated command leaves no trace, and equal histories leave equal digests.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, Operation } from './entry.ts';
import { Machine } from './machine.ts';

const key = fc.constantFrom('x', 'y');
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ op: fc.constant('put' as const), key, value: fc.constantFrom('1', '2') }),
  fc.record({ op: fc.constant('get' as const), key }),
  fc.record({ op: fc.constant('delete' as const), key }),
  fc.record({ op: fc.constant('cas' as const), key, expect: fc.nat(3), value: fc.constantFrom('3', '4') }),
);

/** Two sessions' commands, interleaved, each numbered from 1 in its session. */
const history = fc.array(fc.tuple(fc.constantFrom(101_000, 102_000), operation), { maxLength: 40 }).map((picks) => {
  const last = new Map<number, number>();
  return picks.map(([session, o]): Command => {
    const sequence = (last.get(session) ?? 0) + 1;
    last.set(session, sequence);
    return { session, sequence, operation: o };
  });
});

const run = (commands: readonly Command[]): Machine => {
  const machine = new Machine();
  for (const c of commands) machine.apply(c, true);
  return machine;
};

describe('the state machine', () => {
  it('[S2] commands sent again, at any later place, change nothing and get the reply of the first time', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(), { maxLength: 20 }), (commands, again) => {
        const machine = new Machine();
        const replies = new Map<string, unknown>();
        commands.forEach((c, i) => {
          replies.set(`${c.session}#${c.sequence}`, machine.apply(c, true).result);
          for (const a of again.filter((n) => n % commands.length === i)) {
            const old = commands[a % (i + 1)]!;
            const before = machine.digest();
            const { repeated, result } = machine.apply(old, true);
            expect(repeated).toBe(true);
            expect(machine.digest()).toBe(before);
            if (machine.session(old.session)!.sequence === old.sequence)
              expect(result).toEqual(replies.get(`${old.session}#${old.sequence}`));
          }
        });
        expect(machine.digest()).toBe(run(commands).digest());
      }),
    );
  });

  it('[S3] the digest covers the session table: the same keys with another table differ', () => {
    const put = (session: number): Command => ({ session, sequence: 1, operation: { op: 'put', key: 'x', value: '1' } });
    const [a, b] = [run([put(101_000)]), run([put(102_000)])];
    expect(a.contents()).toEqual(b.contents());
    expect(a.digest()).not.toBe(b.digest());
  });

  it('[S4] a version is never used twice, whatever is deleted', () => {
    fc.assert(
      fc.property(history, (commands) => {
        const machine = new Machine();
        const seen = new Map<string, number>();
        for (const c of commands) {
          const { result } = machine.apply(c, true);
          const wrote = c.operation.op === 'put' || (c.operation.op === 'cas' && result.ok === true);
          if (!wrote) continue;
          expect(result.version).toBeGreaterThan(seen.get(c.operation.key) ?? 0);
          seen.set(c.operation.key, result.version);
        }
      }),
    );
  });

  it('a clone goes its own way', () => {
    fc.assert(
      fc.property(history, history, (commands, more) => {
        const machine = run(commands);
        const copy = machine.clone();
        const before = copy.digest();
        for (const c of more) machine.apply({ ...c, sequence: c.sequence + 100 }, true);
        expect(copy.digest()).toBe(before);
      }),
    );
  });
});
