// A text made small and back: deflate (RFC 1951), and base64url (RFC 4648) for where only plain characters pass, as in the fragment of an
// address. Both ways go in pieces, so that whoever drives one can do something else meanwhile; what would grow beyond its limit is refused
// while it grows, never after. Knows nothing of traces: what comes out is a text from outside, to be read like every other.
import { Deflate, Inflate, strFromU8, strToU8 } from 'fflate';
import { ok, refuse, type Result } from '../base/result.ts';
import { MAX_CHARACTERS } from './read-lines.ts';
import { grouped } from '../base/units.ts';

/** Bytes taken between two yields: a few milliseconds each. */
const PIECE_TO_DEFLATE = 65_536;
/** Deflate makes at most 1,032 bytes of one: a piece becomes a megabyte at worst. */
const PIECE_TO_INFLATE = 1_024;
const PIECE_TO_COMPARE = 4_000_000;
const BEST = 9;

/** The text as bytes, deflated. */
export function* deflateText(text: string): Generator<void, Uint8Array> {
  const bytes = strToU8(text);
  const chunks: Uint8Array[] = [];
  const deflate = new Deflate({ level: BEST }, (chunk) => chunks.push(chunk));
  for (let at = 0; at < bytes.length; at += PIECE_TO_DEFLATE) {
    deflate.push(bytes.subarray(at, at + PIECE_TO_DEFLATE));
    yield;
  }
  deflate.push(new Uint8Array(0), true);
  return joined(chunks);
}

/** The text again, or a sentence: what is no deflated text, and what is larger than `limit` bytes. `what`: how the sentence begins. */
export function* inflateText(packed: Uint8Array, what: string, limit = MAX_CHARACTERS): Generator<void, Result<string>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((chunk) => {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
  });
  if (packed.length === 0) return refuse(`${what} is empty; expected a text that was deflated.`);
  for (let at = 0; at < packed.length; at += PIECE_TO_INFLATE) {
    try {
      inflate.push(packed.subarray(at, at + PIECE_TO_INFLATE), at + PIECE_TO_INFLATE >= packed.length);
    } catch {
      return refuse(`${what} cannot be unpacked: a part of it is missing or has been changed on the way.`);
    }
    if (size > limit) return refuse(`${what} unpacks to more than ${grouped(limit)} bytes; expected at most that many.`);
    yield;
  }
  return yield* decoded(joined(chunks), what);
}

// Bytes that are no UTF-8 come back as other bytes than they were.
function* decoded(bytes: Uint8Array, what: string): Generator<void, Result<string>> {
  const text = strFromU8(bytes);
  const again = strToU8(text);
  let same = again.length === bytes.length;
  for (let at = 0; at < bytes.length && same; at++) {
    same = again[at] === bytes[at];
    if (at % PIECE_TO_COMPARE === 0) yield;
  }
  return same ? ok(text) : refuse(`${what} does not unpack to a text in UTF-8.`);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((size, c) => size + c.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BITS = 6;

/** How many characters so many bytes take in base64url. */
export const base64urlLength = (bytes: number): number => Math.ceil((bytes * 8) / BITS);

/** Without padding. */
export function toBase64url(bytes: Uint8Array): string {
  const digits: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = base64urlLength(Math.min(3, bytes.length - at));
    for (let i = 0; i < count; i++) digits.push(DIGITS[(three >> (18 - BITS * i)) & 63]!);
  }
  return digits.join('');
}

/** Null where it is no base64url. */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array((text.length * BITS) >> 3);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS.indexOf(text[i]!);
    if (digit < 0) return null;
    held = ((held << BITS) | digit) & 0xffff;
    bits += BITS;
    if (bits >= 8) bytes[at++] = (held >> (bits -= 8)) & 0xff;
  }
  return bytes;
}
