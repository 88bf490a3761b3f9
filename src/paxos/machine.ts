// The replicated state machine: a versioned key-value store, and the session table that makes each command take effect once (S1–S4).
// Its digest covers state and sessions and is kept up to date by each change, so that replicas can be compared at every index (I7).
import { assertNever } from '../base/assert.ts';
import { digestValue, makeDigest, mix, mixText, type Digest } from '../base/digest.ts';
import type { SessionId } from '../base/units.ts';
import type { Command, Operation, OperationResult } from './entry.ts';

/** A key's value and version. Without a value the key is absent; its version goes on, so that no version is ever used twice. */
interface Item {
  readonly value: string | undefined;
  readonly version: number;
  readonly part: Digest;
}
interface SessionEntry {
  readonly sequence: number;
  readonly result: OperationResult;
  readonly part: Digest;
}

/** What applying one command gave. */
export interface CommandOutcome {
  readonly result: OperationResult;
  /** S2: answered by the session table, without effect. */
  readonly repeated: boolean;
}

/** Owned; copy with `clone()`. */
export class Machine {
  private items = new Map<string, Item>();
  private sessions = new Map<SessionId, SessionEntry>();
  /** The parts of all items and sessions, by exclusive or: the order of changes leaves no trace. */
  private sum: Digest = { high: 0, low: 0 };

  get(key: string): { readonly value: string; readonly version: number } | undefined {
    const item = this.items.get(key);
    return item?.value === undefined ? undefined : { value: item.value, version: item.version };
  }

  /** The present keys with value and version, in order of the keys. */
  contents(): readonly (readonly [string, string, number])[] {
    const present = [...this.items].filter(([, i]) => i.value !== undefined);
    return present.map(([k, i]) => [k, i.value!, i.version] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  /** The last request of a session that took effect, and its reply. */
  session(session: SessionId): { readonly sequence: number; readonly result: OperationResult } | undefined {
    return this.sessions.get(session);
  }

  /** The digest of state and sessions. */
  digest(): number {
    return digestValue(this.sum);
  }

  /** S2: a command with a number not above the session's last returns the stored reply and changes nothing. `dedup` false: rule off. */
  apply(command: Command, dedup: boolean): CommandOutcome {
    const last = this.sessions.get(command.session);
    if (dedup && last !== undefined && command.sequence <= last.sequence) return { result: last.result, repeated: true };
    const result = this.run(command.operation);
    this.remember(command, result);
    return { result, repeated: false };
  }

  /** What the operation would return now; changes nothing. */
  peek(operation: Operation): OperationResult {
    return this.clone().run(operation);
  }

  clone(): Machine {
    const copy = new Machine();
    copy.items = new Map(this.items);
    copy.sessions = new Map(this.sessions);
    copy.sum = { high: this.sum.high, low: this.sum.low };
    return copy;
  }

  private run(o: Operation): OperationResult {
    const item = this.items.get(o.key);
    const present = item?.value !== undefined;
    const version = present ? item.version : 0;
    switch (o.op) {
      case 'get':
        return present ? { version, value: item.value! } : { version: 0 };
      case 'put':
        return { version: this.store(o.key, o.value) };
      case 'delete':
        if (present) this.store(o.key, undefined);
        return { version: 0, ok: present };
      case 'cas':
        return version === o.expect ? { version: this.store(o.key, o.value), ok: true } : { version, ok: false };
      default:
        return assertNever(o);
    }
  }

  private store(key: string, value: string | undefined): number {
    const old = this.items.get(key);
    const version = (old?.version ?? 0) + 1;
    const part = makeDigest();
    mixText(part, key);
    mixText(part, value ?? '\u0000absent');
    mix(part, version);
    if (old) this.toggle(old.part);
    this.toggle(part);
    this.items.set(key, { value, version, part });
    return version;
  }

  private remember(command: Command, result: OperationResult): void {
    const part = makeDigest();
    mix(part, command.session);
    mix(part, command.sequence);
    mix(part, result.version * 4 + (result.ok === undefined ? 0 : result.ok ? 1 : 2));
    mixText(part, result.value ?? '');
    const old = this.sessions.get(command.session);
    if (old) this.toggle(old.part);
    this.toggle(part);
    this.sessions.set(command.session, { sequence: command.sequence, result, part });
  }

  private toggle(part: Digest): void {
    this.sum.high ^= part.high;
    this.sum.low ^= part.low;
  }
}
