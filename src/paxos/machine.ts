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

/** State and sessions as plain data: what a checkpoint holds (C2, S3). Sorted, so that equal states give equal texts. */
export interface MachineDump {
  /** Key, value (null: absent, but its version goes on), version. */
  readonly items: readonly (readonly [string, string | null, number])[];
  /** Session, its last sequence number, and the reply to it. */
  readonly sessions: readonly (readonly [SessionId, number, OperationResult])[];
}

/** Owned; copy with `clone()`. */
export class Machine {
  private readonly items = new Map<string, Item>();
  private readonly sessions = new Map<SessionId, SessionEntry>();
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
    this.remember(command.session, command.sequence, result);
    return { result, repeated: false };
  }

  /** What the operation would return now; changes nothing. */
  peek(operation: Operation): OperationResult {
    return operation.op === 'get' ? this.run(operation) : this.clone().run(operation);
  }

  /** Everything, as plain data. `sessions` false: rule S3 off. */
  dump(sessions = true): MachineDump {
    const items = [...this.items].map(([k, i]) => [k, i.value ?? null, i.version] as const).sort((a, b) => (a[0] < b[0] ? -1 : 1));
    const table = [...this.sessions].map(([id, s]) => [id, s.sequence, s.result] as const).sort((a, b) => a[0] - b[0]);
    return { items, sessions: sessions ? table : [] };
  }

  /** Becomes what the dump says; what was there is gone. */
  load(dump: MachineDump): void {
    this.items.clear();
    this.sessions.clear();
    this.sum = { high: 0, low: 0 };
    for (const [key, value, version] of dump.items) this.put(key, value ?? undefined, version);
    for (const [session, sequence, result] of dump.sessions) this.remember(session, sequence, result);
  }

  clone(): Machine {
    const copy = new Machine();
    for (const [k, i] of this.items) copy.items.set(k, i);
    for (const [id, s] of this.sessions) copy.sessions.set(id, s);
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
    const version = (this.items.get(key)?.version ?? 0) + 1;
    this.put(key, value, version);
    return version;
  }

  private put(key: string, value: string | undefined, version: number): void {
    const old = this.items.get(key);
    const part = makeDigest();
    mixText(part, key);
    mixText(part, value ?? '\u0000absent');
    mix(part, version);
    if (old) this.toggle(old.part);
    this.toggle(part);
    this.items.set(key, { value, version, part });
  }

  private remember(session: SessionId, sequence: number, result: OperationResult): void {
    const part = makeDigest();
    mix(part, session);
    mix(part, sequence);
    mix(part, result.version * 4 + (result.ok === undefined ? 0 : result.ok ? 1 : 2));
    mixText(part, result.value ?? '');
    const old = this.sessions.get(session);
    if (old) this.toggle(old.part);
    this.toggle(part);
    this.sessions.set(session, { sequence, result, part });
  }

  private toggle(part: Digest): void {
    this.sum.high ^= part.high;
    this.sum.low ^= part.low;
  }
}
