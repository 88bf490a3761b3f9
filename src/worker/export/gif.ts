// A film as GIF. One palette for all pictures, made from the theme's colours and their mixtures with the grounds, so that nothing flickers; of each
// picture only what has changed is written.
import { applyPalette, GIFEncoder } from 'gifenc';
import { COLOURS, mix, type Theme } from '../../view/picture/colours.ts';
import type { Encoder, MakeEncoder } from './film-job.ts';

type Rgb = [number, number, number];

const STEPS = [1, 0.8, 0.6, 0.42, 0.28, 0.16, 0.08] as const;
const MOST_COLOURS = 255;
const CLEAR = MOST_COLOURS;

/** The theme's colours with what lies between them and the ground; the last one stands for "as it was". */
export function paletteOf(theme: Theme): Rgb[] {
  const c = COLOURS[theme];
  const inks = [c.ink, c.ink2, c.ink3, c.lineStrong, ...c.nodes, c.warn, c.bad, c.ok];
  const colours = new Set([c.surface, c.raised, c.sunken, c.line, c.lineSoft, c.cell, c.badSoft, c.onNode]);
  for (const step of STEPS) for (const ink of inks) if (colours.size < MOST_COLOURS) colours.add(mix(ink, step, c.surface));
  for (const node of c.nodes) for (const step of [0.5, 0.25]) if (colours.size < MOST_COLOURS) colours.add(mix(c.onNode, step, node));
  for (let i = 1; colours.size < MOST_COLOURS; i++) colours.add(mix(c.ink, i / 160, c.surface));
  return [...colours, '#000000'].map((hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as Rgb);
}

export const makeGif: MakeEncoder = (canvas, job): Promise<Encoder> => {
  const { width, height } = canvas;
  const context = canvas.getContext('2d')!;
  const palette = paletteOf(job.theme);
  const solid = palette.slice(0, CLEAR);
  const gif = GIFEncoder();
  let last: Uint8Array | null = null;
  let waiting: { readonly index: Uint8Array; readonly first: boolean; delay: number } | null = null;
  let shown = 0;
  let told = 0;
  const write = (): void => {
    if (waiting === null) return;
    const { index, first, delay } = waiting;
    gif.writeFrame(index, width, height, {
      delay,
      dispose: 1,
      ...(first ? { palette, repeat: 0 } : { transparent: true, transparentIndex: CLEAR }),
    });
    waiting = null;
  };
  return Promise.resolve({
    add(seconds) {
      const now = applyPalette(context.getImageData(0, 0, width, height).data, solid);
      const index = last === null ? now : changed(last, now);
      // GIF counts hundredths: what is lost by rounding is made good at the next picture.
      shown += seconds;
      const delay = Math.round(shown * 100) * 10 - told;
      told += delay;
      if (index === null && waiting !== null) waiting.delay += delay;
      else {
        write();
        waiting = { index: index ?? new Uint8Array(now.length).fill(CLEAR), first: last === null, delay };
      }
      last = now;
      return Promise.resolve();
    },
    end() {
      write();
      gif.finish();
      return Promise.resolve(new Blob([gif.bytes() as Uint8Array<ArrayBuffer>], { type: 'image/gif' }));
    },
  });
};

/** What is new in a picture, everything else clear; null where nothing is. */
function changed(last: Uint8Array, now: Uint8Array): Uint8Array | null {
  const index = new Uint8Array(now.length);
  let any = false;
  for (let i = 0; i < now.length; i++) {
    const same = last[i] === now[i];
    index[i] = same ? CLEAR : now[i]!;
    any ||= !same;
  }
  return any ? index : null;
}
