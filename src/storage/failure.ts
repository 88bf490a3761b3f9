// What a browser may answer instead of storing, as a reason and a sentence that tells the person what it means and what can be done.
import { StorageFailure, type FailureReason } from './durable.ts';

const SENTENCES: Readonly<Record<FailureReason, string>> = {
  quota: 'The browser’s storage for this site is full; free some space, then try again. What was stored before is safe.',
  blocked: 'Another tab holds an older version of the stored run open; close it, then try again.',
  closed:
    'The connection to the stored run was closed by the browser or by another tab; opening it again helps. What was stored before is safe.',
  aborted: 'The browser cancelled a write to the stored run; nothing of that write is stored, and what was stored before is safe.',
  unavailable: 'This browser gives the page no IndexedDB here (a private window, blocked site data, or a page opened from a file).',
  'read-only': 'The run is open in another tab, which is the only one that may change it.',
  unknown: 'The stored run could not be written.',
};

const REASONS: Readonly<Record<string, FailureReason>> = {
  QuotaExceededError: 'quota',
  VersionError: 'blocked',
  InvalidStateError: 'closed',
  AbortError: 'aborted',
  TransactionInactiveError: 'aborted',
  SecurityError: 'unavailable',
  NotFoundError: 'closed',
};

export const failure = (reason: FailureReason): StorageFailure => new StorageFailure(reason, SENTENCES[reason]);

/** Anything thrown by a platform's store. What it said itself is kept where no better sentence is known. */
export function toFailure(thrown: unknown): StorageFailure {
  if (thrown instanceof StorageFailure) return thrown;
  const name = thrown instanceof Error || isNamed(thrown) ? thrown.name : '';
  const reason = REASONS[name] ?? 'unknown';
  if (reason !== 'unknown') return failure(reason);
  const said = thrown instanceof Error || isNamed(thrown) ? ((thrown as { message?: string }).message ?? '') : String(thrown);
  return new StorageFailure(
    'unknown',
    `${SENTENCES.unknown.slice(0, -1)}: ${said || name || 'the browser does not say why'}.`.replace('..', '.'),
  );
}

const isNamed = (thrown: unknown): thrown is { readonly name: string } =>
  typeof thrown === 'object' && thrown !== null && typeof (thrown as { name?: unknown }).name === 'string';
