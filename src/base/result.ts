// What may be refused without being a bug: user text, files, stored rows. The refusal says what was found and what was expected.

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Refusal {
  readonly ok: false;
  /** One sentence for a person: where, what was found, what was expected. */
  readonly error: string;
}
export type Result<T> = Ok<T> | Refusal;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const refuse = (error: string): Refusal => ({ ok: false, error });
