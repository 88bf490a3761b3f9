// A running 53-bit digest: equal runs have equal digests, in every engine (T7). Not a cryptographic hash.

/** Two words of state. Owned; copy with `cloneDigest`. */
export interface Digest {
  high: number;
  low: number;
}

export const makeDigest = (): Digest => ({ high: 0x2545f491, low: 0x4f6cdd1d });
export const cloneDigest = (d: Digest): Digest => ({ high: d.high, low: d.low });

/** Mixes a whole number in (only its value modulo 2³² and its upper part count). */
export function mix(d: Digest, value: number): void {
  const upper = value > 0xffffffff || value < -0x80000000 ? Math.floor(value / 4294967296) | 0 : 0;
  d.low = Math.imul(d.low ^ (value | 0), 0x85ebca6b);
  d.low ^= d.low >>> 15;
  d.high = Math.imul(d.high ^ d.low ^ upper, 0xc2b2ae35);
  d.high ^= d.high >>> 13;
}

/** Mixes a text in, with its length. */
export function mixText(d: Digest, text: string): void {
  mix(d, text.length);
  for (let i = 0; i < text.length; i++) mix(d, text.charCodeAt(i));
}

/** The digest as one safe integer, for comparing and storing. */
export const digestValue = (d: Digest): number => (d.high & 0x1fffff) * 4294967296 + (d.low >>> 0);

/** The digest of one text. */
export function digestText(text: string): number {
  const d = makeDigest();
  mixText(d, text);
  return digestValue(d);
}

/** A digest value as 14 hexadecimal digits. */
export const printDigest = (value: number): string => value.toString(16).padStart(14, '0');
