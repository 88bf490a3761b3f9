// What the exporting worker makes, as far as it needs no browser: the run followed, films frame by frame, a ZIP of pictures, lists, texts.
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openScenario } from '../../scenario/open-scenario.ts';
import { WORLDS } from '../../scenario/worlds.ts';
import { EXPORTS } from '../../trace/exports/exports.ts';
import type { Course } from '../../trace/exports/executed.ts';
import { writeTrace } from '../../trace/trace-file.ts';
import { momentOf, movingPictures } from '../../view/film.ts';
import { COLOURS } from '../../view/picture/colours.ts';
import { framesOf } from './film-job.ts';
import { paletteOf } from './gif.ts';
import { indexHtml, indexMarkdown } from './index-pages.ts';
import { slidesJob } from './slides-job.ts';
import { textJob } from './text-job.ts';
import { courseFrom, Walk } from './walk.ts';

const quiet = (): void => undefined;
const LOOK = { theme: 'light', log: true } as const;

function traceOf(world: string): { readonly trace: string; readonly course: Course } {
  const opened = openScenario(WORLDS.find((w) => w.id === world)!.text);
  if (!opened.ok) throw new Error(opened.error);
  const { title, header, journal, startEvent } = opened.value;
  const branch = { id: 0, name: 'First run', parent: null, forkEvent: 0, tip: startEvent };
  const written = { author: '', notes: '', bookmarks: [] };
  const trace = writeTrace({ title, ...written, header, branches: [branch], journal: new Map([[0, journal]]), current: 0 }, new Map());
  return { trace, course: courseFrom(trace) };
}

describe('a film', () => {
  it('shows at each of its moments what has happened by then, and nothing that has not', () => {
    const { course } = traceOf('leader-dies');
    const walk = new Walk(course);
    walk.to(60, quiet);
    const ahead = walk.fork();
    ahead.to(120, quiet);
    const plan = { from: walk.moment.at, to: ahead.moment.at, speed: 0.05, fps: 24 };
    const frames = [...framesOf(walk, plan)];
    expect(frames.length).toBe(movingPictures(plan));
    frames.forEach(({ frame, t }, k) => {
      expect(t).toBe(momentOf(plan, k));
      expect(frame.at).toBeLessThanOrEqual(t);
      expect(frame.nextAt ?? Infinity).toBeGreaterThan(t);
    });
    expect(frames.at(-1)!.frame.event).toBeGreaterThanOrEqual(120);
    expect(frames.at(-1)!.frame.sentence).toMatch(/^[\d,]+\.\d{3} ms: /);
  });

  it('leaves the walk that looked ahead where it was', () => {
    const walk = new Walk(traceOf('calm').course);
    walk.to(10, quiet);
    walk.fork().to(40, quiet);
    expect(walk.moment.event).toBe(10);
  });
});

describe('a picture for each message', () => {
  const job = { kind: 'slides', as: 'svg', scale: 1, from: 30, to: 90, messages: 'arrive', ...LOOK } as const;

  it('is a ZIP of numbered pictures and two lists, the same whenever it is made', { timeout: 30_000 }, async () => {
    const { trace } = traceOf('leader-dies');
    const make = async (): Promise<Uint8Array> => new Uint8Array(await (await slidesJob(job, 'A <run>', trace, quiet)).file.arrayBuffer());
    const first = await make();
    expect(await make()).toEqual(first);
    const files = unzipSync(first);
    const pictures = Object.keys(files).filter((n) => n.endsWith('.svg'));
    expect(pictures.length).toBeGreaterThan(5);
    expect(pictures.map((n) => Number(n.split('-')[0]))).toEqual(pictures.map((_, i) => i + 1));
    expect(strFromU8(files['index.html']!)).toContain('<h1>A &lt;run&gt;</h1>');
    expect(strFromU8(files['index.md']!)).toContain('# A \\<run\\>');
  });

  it('has more where sending counts, and none where nothing arrives', { timeout: 30_000 }, async () => {
    const { trace } = traceOf('leader-dies');
    const noteOf = async (messages: 'arrive' | 'all'): Promise<number> =>
      Number.parseInt((await slidesJob({ ...job, messages }, '', trace, quiet)).note, 10);
    expect(await noteOf('all')).toBeGreaterThan(await noteOf('arrive'));
    await expect(slidesJob({ ...job, from: 30, to: 30 }, '', trace, quiet)).rejects.toThrow(
      'No message arrives from event 30 to event 30.',
    );
  });
});

describe('lists of pictures', () => {
  const slide = { name: '1-event-7.svg', event: 7, at: 1500, sentence: 'n1 <b> proposes x=*1* | "y"' };

  it('show what a person wrote as text', () => {
    expect(indexHtml('t', 'dark', [slide])).toContain('n1 &lt;b&gt; proposes x=*1* | &quot;y&quot;');
    expect(indexMarkdown('t', [slide])).toContain('n1 \\<b\\> proposes x=\\*1\\* \\| "y"');
    expect(indexMarkdown('t', [slide])).toContain('## 1.500 ms, event 7');
  });
});

describe('texts', () => {
  it('end at the event that was asked for, in every format', async () => {
    const { trace } = traceOf('leader-dies');
    for (const { id, extension } of EXPORTS) {
      const said: number[] = [];
      const made = textJob({ kind: 'text', format: id, from: 0, to: 80, every: 100_000 }, trace, (_, done) => said.push(done));
      expect([id, made.extension, made.file.size > 50, said.at(-1)]).toEqual([id, extension, true, 80]);
    }
  });

  it('a diagram can begin in the middle of the run', async () => {
    const { trace } = traceOf('leader-dies');
    const diagram = async (from: number): Promise<string[]> =>
      (await textJob({ kind: 'text', format: 'mermaid', from, to: 120, every: 1 }, trace, quiet).file.text()).split('\n');
    const [whole, part] = [await diagram(0), await diagram(80)];
    expect(part.find((l) => l.includes('Note'))).toBe('  Note over n1: 80 events of the run lie before.');
    expect(whole.slice(-5)).toEqual(part.slice(-5));
    expect(part.length).toBeLessThan(whole.length);
  });

  it('a trace that is none is refused in its own words', () => {
    expect(() => textJob({ kind: 'text', format: 'csv', from: 0, to: 1, every: 1 }, '{"format":"x"}\n', quiet)).toThrow(
      /this is no trace of Synod/,
    );
  });
});

describe('the palette of a GIF', () => {
  it('has every colour of the theme itself, and no more colours than a GIF', () => {
    for (const theme of ['light', 'dark'] as const) {
      const palette = paletteOf(theme);
      expect(palette.length).toBe(256);
      const has = new Set(palette.slice(0, 255).map((c) => c.join()));
      const { surface, ink, nodes } = COLOURS[theme];
      for (const hex of [surface, ink, ...nodes]) expect(has).toContain([1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)).join());
    }
  });
});
