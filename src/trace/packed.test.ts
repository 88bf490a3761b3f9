// Texts made small and back: whole again to the byte, bounded while they grow, and refused with a sentence where they are none.
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64urlLength, deflateText, fromBase64url, inflateText, toBase64url } from './packed.ts';

function drive<T>(work: Generator<void, T>): { readonly value: T; readonly pieces: number } {
  for (let pieces = 0; ; pieces++) {
    const { done, value } = work.next();
    if (done === true) return { value, pieces };
  }
}
const pack = (text: string): Uint8Array => drive(deflateText(text)).value;
const unpack = (bytes: Uint8Array, limit?: number) => drive(inflateText(bytes, 'The link', limit)).value;

test('any text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
      const bytes = pack(text);
      const link = toBase64url(bytes);
      expect(link).toMatch(/^[\w-]*$/);
      expect(link).toHaveLength(base64urlLength(bytes.length));
      expect(link).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64url(link)).toEqual(bytes);
      expect(unpack(bytes)).toEqual({ ok: true, value: text });
    }),
  );
});

test('a long text goes in pieces, both ways', () => {
  const text = Array.from({ length: 60_000 }, (_, i) => `line ${(i * 7919) % 65_537}`).join('\n');
  const packed = drive(deflateText(text));
  expect(packed.pieces).toBeGreaterThan(8);
  const back = drive(inflateText(packed.value, 'The link'));
  expect(back.value).toEqual({ ok: true, value: text });
  expect(back.pieces).toBeGreaterThan(50);
});

test('what would grow beyond the limit is refused while it grows', () => {
  const bomb = deflateRawSync(Buffer.alloc(64_000_000));
  expect(bomb.length).toBeLessThan(70_000);
  const { value, pieces } = drive(inflateText(bomb, 'The link'));
  expect(value).toEqual({ ok: false, error: 'The link unpacks to more than 32,000,000 bytes; expected at most that many.' });
  expect(pieces).toBeLessThan(40); // of more than sixty: the rest was never unpacked
  expect(unpack(pack('abcdef'), 5)).toMatchObject({ ok: false });
  expect(unpack(pack('abcdef'), 6)).toEqual({ ok: true, value: 'abcdef' });
});

test('what is cut short, changed, or no text is refused', () => {
  const whole = pack('{"format":"synod-trace"}\n'.repeat(50) + 'the end of it');
  const cut = 'The link cannot be unpacked: a part of it is missing or has been changed on the way.';
  expect(unpack(new Uint8Array(0))).toMatchObject({ ok: false, error: 'The link is empty; expected a text that was deflated.' });
  for (let end = 1; end < whole.length; end++) expect(unpack(whole.subarray(0, end))).toEqual({ ok: false, error: cut });
  expect(unpack(new Uint8Array([0xff, 0xff, 0xff]))).toEqual({ ok: false, error: cut });
  const noText = deflateRawSync(new Uint8Array([0x61, 0xff, 0xfe]));
  expect(unpack(noText)).toEqual({ ok: false, error: 'The link does not unpack to a text in UTF-8.' });
  for (const wrong of ['A', 'ABCDE', 'AB+/', 'AB==', 'A B', 'ÄÖ']) expect(fromBase64url(wrong)).toBeNull();
});
