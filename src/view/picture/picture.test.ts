// Pictures of real moments: files that stand by themselves, in the page's colours, with everything inside them that is on the stage.
import { describe, expect, it } from 'vitest';
import { Moment } from '../../history/moment.ts';
import { openScenario } from '../../scenario/open-scenario.ts';
import { WORLDS } from '../../scenario/worlds.ts';
import type { Frame } from '../frame.ts';
import { projectFrame } from '../project-frame.ts';
import { mix } from './colours.ts';
import { drawPicture, pictureOf, timeText } from './draw-picture.ts';
import { cut, textWidth, wrap, type Mark } from './marks.ts';

const SENTENCE = 'n4 leads 2.n4: n1, n3 and n4 promised it, a quorum.';
const LOOK = { title: 'A run', theme: 'light', log: true } as const;

function frameOf(world: string, more = 40): Frame {
  const opened = openScenario(WORLDS.find((w) => w.id === world)!.text);
  if (!opened.ok) throw new Error(opened.error);
  const moment = Moment.first(opened.value.header);
  for (let i = 0; i < opened.value.startEvent + more; i++) moment.step(opened.value.journal);
  return projectFrame(moment.world, { firstSlot: null, slots: 16 }, moment.checks, SENTENCE);
}

/** Elements closed in the order in which they were opened; the names of all. */
function elementsOf(svg: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  for (const [, end, name, own] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (end === '/') expect(open.pop()).toBe(name);
    else if (own === '') open.push(name!);
    if (end === '') names.push(name!);
  }
  expect(open).toEqual([]);
  return names;
}

const textsOf = (marks: readonly Mark[]): string[] =>
  marks.flatMap((m) => (m.kind === 'text' ? [m.text] : m.kind === 'group' ? textsOf(m.marks) : []));

describe('colours', () => {
  it('mix by whole numbers', () => {
    expect(mix('#000000', 0.5, '#ffffff')).toBe('#808080');
    expect(mix('#123456', 1, '#ffffff')).toBe('#123456');
    expect(mix('#123456', 0, '#abcdef')).toBe('#abcdef');
  });
});

describe('a picture', () => {
  it('of every ready world is a whole SVG file that asks for nothing from outside', { timeout: 60_000 }, () => {
    for (const { id } of WORLDS) {
      const svg = drawPicture(frameOf(id), { ...LOOK, theme: 'dark' });
      const names = new Set(elementsOf(svg));
      expect([...names].every((n) => ['svg', 'title', 'desc', 'g', 'path', 'text'].includes(n))).toBe(true);
      expect(svg).not.toMatch(/var\(|url\(|href|@import|NaN|undefined|Infinity/);
      expect(svg.match(/https?:/g)).toEqual(['http:']);
    }
  });

  it('says what the stage says: title, time, event, nodes, ballots, messages, the sentence, the legend', () => {
    const frame = frameOf('leader-dies', 60);
    const { marks, title, says } = pictureOf(frame, { ...LOOK, t: frame.at });
    const texts = textsOf(marks);
    for (const n of frame.nodes) expect(texts).toContain(`n${n.id}`);
    for (const wanted of ['A run', timeText(frame.at), `event ${frame.event}`, SENTENCE, 'Phase 1', 'In fact', 'commit index'])
      expect(texts).toContain(wanted);
    expect(frame.flights.some((f) => texts.includes(f.label))).toBe(true);
    expect(texts).toContain(frame.leader!.ballot.text);
    expect(title).toBe(
      `A run, ${timeText(frame.at)} ms, event ${frame.event}: n${frame.leader!.node} leads ballot ${frame.leader!.ballot.text}`,
    );
    expect(says).toContain(SENTENCE);
  });

  it('is a function of the frame and the time: messages move, and nothing else is drawn anew', () => {
    const frame = { ...frameOf('calm', 7), nextAt: null };
    const at = (t: number): string => drawPicture(frame, { ...LOOK, t });
    expect(at(frame.at)).toBe(at(frame.at));
    expect(frame.flights.length).toBeGreaterThan(0);
    expect(at(frame.at)).not.toBe(at(frame.at + 900));
    expect(at(frame.at - 5000)).toBe(at(frame.at));
  });

  it('shows no markup of a person’s as markup', () => {
    const svg = drawPicture({ ...frameOf('calm'), sentence: '<script>alert("&")</script>\u0000' }, { ...LOOK, title: '"><img src=x>' });
    expect(new Set(elementsOf(svg)).has('script')).toBe(false);
    expect(svg).toContain('&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;');
    expect(svg).not.toContain('\u0000');
  });

  it('counts messages on lines where there are too many to be told apart', () => {
    const frame = { ...frameOf('leader-dies'), flightCount: 80 };
    const texts = textsOf(pictureOf(frame, { ...LOOK, log: false }).marks);
    expect(frame.flights.some((f) => f.slot > 0 && texts.includes(f.label))).toBe(false);
  });
});

describe('words in a picture', () => {
  it('are broken into lines that fit, and cut where there is no room', () => {
    const lines = wrap(SENTENCE.repeat(6), 16, 300, 3);
    expect(lines.length).toBe(3);
    for (const l of lines) expect(textWidth(l, 16)).toBeLessThanOrEqual(300);
    expect(lines[2]).toMatch(/…$/);
    expect(wrap('', 16, 300, 2)).toEqual([]);
    expect(cut('short', 10, 100)).toBe('short');
  });
});
