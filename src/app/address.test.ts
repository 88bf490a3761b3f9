import { describe, expect, it } from 'vitest';
import type { Frame } from '../view/frame.ts';
import type { RunFrame } from '../worker/protocol.ts';
import { readAddress, slugOf, titleOf, traceIn, writeAddress } from './address.ts';

describe('the address', () => {
  it('is read as it is written', () => {
    const moments = [
      { world: 'the-leader-dies', event: 1204, now: false, embed: false },
      { world: 'a', event: 0, now: true, embed: true },
      { world: '', event: null, now: false, embed: false },
    ];
    for (const moment of moments) expect(readAddress(writeAddress(moment))).toEqual(moment);
    expect(writeAddress(moments[0]!)).toBe('#world=the-leader-dies&event=1204');
    expect(writeAddress(moments[2]!)).toBe('');
  });
  it('yields nothing where it is not one', () => {
    expect(readAddress('#event=-3').event).toBeNull();
    expect(readAddress('#event=1e9').event).toBeNull();
    expect(readAddress('#event=12345678901234567890').event).toBeNull();
    expect(readAddress('#nonsense')).toEqual({ world: '', event: null, now: false, embed: false });
    expect(readAddress('#world=<script>')).toEqual({ world: 'script', event: null, now: false, embed: false });
  });
  it('may carry a run', () => {
    expect(traceIn('#trace=abc-_&event=7')).toBe('abc-_');
    expect(readAddress('#trace=abc-_&event=7').event).toBe(7);
    expect(traceIn('#world=a&event=7&now')).toBeNull();
  });
  it('joins the words of a title', () => {
    expect(slugOf('The leader dies with 3 slots open')).toBe('the-leader-dies-with-3-slots-open');
    expect(slugOf('  Élan — “quoted”  ')).toBe('elan-quoted');
  });
});

describe('the title', () => {
  it('names world and moment', () => {
    const frame = { at: 412_386, event: 1204 } as Frame;
    const run = { title: 'The leader dies' } as RunFrame;
    expect(titleOf({ frame, run })).toBe('The leader dies · 412.386 ms, event 1,204 · Synod');
    expect(titleOf({ frame: null, run: null })).toBe('Synod');
  });
});
