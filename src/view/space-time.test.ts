// The space–time diagram on a golden scenario: what is collected of a stretch of a real run, what follows from what, how much of it is kept, and
// what is drawn.
import { beforeAll, describe, expect, it } from 'vitest';
import { Moment } from '../history/moment.ts';
import { openScenario } from '../scenario/open-scenario.ts';
import { COLOURS } from './picture/colours.ts';
import type { Pen } from './pen.ts';
import { becauseOf } from './space-time-because.ts';
import { bounded, SpaceTimeCollector } from './space-time-collect.ts';
import { drawSpaceTime } from './space-time-draw.ts';
import { followed, zoomed } from './space-time-follow.ts';
import { hitAt } from './space-time-hit.ts';
import { placeLabels } from './space-time-labels.ts';
import { layoutDiagram, timeAt, wayOf, xOf } from './space-time-lay.ts';
import { litOf, NOTHING_LIT, type Chosen } from './space-time-lit.ts';
import type { DiagramScene } from './space-time-scene.ts';
import { stepAcross, stepAlong, stops } from './space-time-steps.ts';
import { sayBecause, sayFlight, sayStretch } from './space-time-text.ts';
import type { SpaceTime } from './space-time.ts';

const GOLDEN = `title Golden
cluster 3 seed=3 clients=1 jitter=0 sync=2ms
timeout n1
run until leader n1
run until acknowledged 2
crash n1
run 5ms
restart n1
run until acknowledged 4
`;

const NOBODY: Chosen = { event: null, flight: null, slot: null, node: null, command: '' };

/** The whole golden run, executed again from its beginning. */
function collected(heartbeats = false): SpaceTime {
  const opened = openScenario(GOLDEN);
  if (!opened.ok) throw new Error(opened.error);
  const { header, journal, startEvent } = opened.value;
  const moment = Moment.first(header);
  const collector = new SpaceTimeCollector(moment, heartbeats);
  while (moment.event < startEvent) collector.add(moment.step(journal)!, moment);
  return collector.finish(moment, moment.at, moment.at, { earlier: false, later: false });
}

let run: SpaceTime;
beforeAll(() => {
  run = collected();
});

describe('what is collected', () => {
  it('has every message from where it was sent to where it arrived', () => {
    const prepares = run.flights.filter((f) => f.type === 'Prepare');
    expect(prepares.map((f) => [f.from, f.to, f.answer, f.shape])).toContainEqual([1, 2, false, 'phase1']);
    for (const f of run.flights) {
      expect(f.endsAt).toBeGreaterThanOrEqual(f.sentAt);
      if (f.end === 'under way') continue;
      const end = run.events.find((e) => e.event === f.endedBy)!;
      expect([end.at, end.flight]).toEqual([f.endsAt, f.id]);
    }
  });

  it('is the same each time, and has heartbeats only where they are wanted', () => {
    expect(collected()).toEqual(run);
    const heartbeats = (s: SpaceTime) => s.flights.filter((f) => f.shape === 'heartbeat');
    // But those of which something came: by one a follower learns what is chosen.
    for (const f of heartbeats(run)) expect(run.events.find((e) => e.event === f.endedBy)!.faint).toBeUndefined();
    expect(heartbeats(collected(true)).length).toBeGreaterThan(heartbeats(run).length);
  });

  it('says that what came to a node that was down is lost there', () => {
    const down = run.stretches.find((s) => s.node === 1 && s.status === 'crashed')!;
    expect(down.to - down.from).toBe(5000);
    for (const f of run.flights.filter((x) => x.end === 'down')) {
      expect(f.to).toBe(1);
      expect(f.endsAt).toBeGreaterThanOrEqual(down.from);
    }
  });

  it('has each sync from the record written, and what waited for it', () => {
    const synced = run.syncs.filter((s) => s.end === 'synced');
    expect(synced.length).toBeGreaterThan(6);
    for (const s of synced) {
      expect(s.writtenAt).toBeLessThanOrEqual(s.began!);
      expect(s.endsAt).toBeGreaterThan(s.began!);
    }
    expect(synced.some((s) => s.held > 0)).toBe(true);
    // What is sent only then is sent by the event that ends the sync.
    const held = synced.find((s) => s.held > 0 && s.node === 2)!;
    expect(run.flights.some((f) => f.sentBy === held.endedBy && f.sentAt === held.endsAt)).toBe(true);
  });

  it('knows who led, and whom the others believed to lead', () => {
    const leads = run.stretches.find((s) => s.node === 1 && s.role === 'leader')!;
    expect(leads.ballot?.text).toBe('1.n1');
    expect(run.stretches.some((s) => s.node === 2 && s.leader === 1 && s.from >= leads.from)).toBe(true);
  });

  it('keeps the messages nearest to the moment asked about, and says what it leaves out', () => {
    const about = run.flights[20]!.sentAt;
    const part = bounded(run, about, 10);
    expect(part.flights).toHaveLength(10);
    expect(part.leftOut).toEqual({ earlier: true, later: true });
    expect(part.from).toBeLessThanOrEqual(about);
    expect(part.to).toBeGreaterThanOrEqual(about);
    expect(part.events.every((e) => e.at >= part.from && e.at <= part.to)).toBe(true);
    expect(bounded(run, about, 100_000)).toBe(run);
  });
});

describe('because of what', () => {
  it('a leader leads because of every promise that counted, and of its own candidacy', () => {
    const lead = run.events.find((e) => e.stands === 'leader')!;
    expect(lead.because.length).toBeGreaterThan(1);
    const past = becauseOf(run, lead.event);
    const stands = run.events.find((e) => e.stands === 'candidate')!;
    expect(past.events.has(stands.event)).toBe(true);
    const types = [...past.flights].map((id) => run.flights.find((f) => f.id === id)!.type);
    expect(types).toContain('Prepare');
    expect(types).toContain('Promise');
    expect(sayBecause(past)).toMatch(/^It follows from \d+ events and \d+ messages?\.$/);
  });

  it('what lies before the stretch is said', () => {
    const lead = run.events.find((e) => e.stands === 'leader')!;
    const cut = { ...run, first: lead.event, events: run.events.filter((e) => e.event >= lead.event) };
    expect(becauseOf(cut, lead.event).earlier).toEqual([...lead.because].sort((a, b) => a - b));
  });
});

const layout = () => layoutDiagram(run, { width: 800, height: 300, unit: 11, unfolded: false });
const VIEW = { scale: 4, x: 0 };

function scene(change: Partial<DiagramScene> = {}): DiagramScene {
  const at = layout();
  const labels = placeLabels(run.flights, at, VIEW.scale, new Set());
  const base = { stretch: run, layout: at, view: VIEW, lit: NOTHING_LIT, chosen: NOBODY, labels, colours: COLOURS.light };
  return { ...base, now: 150_000, scrolled: 0, heartbeats: false, ...change };
}

/** Writes down what is drawn. */
class LogPen implements Pen {
  readonly log: string[] = [];
  lines(points: readonly number[], look: { dash?: readonly number[]; stroke: string }): void {
    this.log.push(`lines ${points.length / 4} ${look.stroke} ${look.dash === undefined ? 'solid' : 'dashed'}`);
  }
  rect(): void {
    this.log.push('rect');
  }
  sign(_: string, x: number, y: number): void {
    this.log.push(`sign ${Math.round(x)} ${Math.round(y)}`);
  }
  text(_x: number, _y: number, words: string, look: { size: number }): void {
    this.log.push(`text ${words} ${look.size}`);
  }
  within(_x: number, _y: number, _w: number, _h: number, draw: () => void): void {
    draw();
  }
}

describe('the drawing', () => {
  const drawn = (change: Partial<DiagramScene> = {}): string[] => {
    const pen = new LogPen();
    drawSpaceTime(pen, scene(change));
    return pen.log;
  };

  it('draws questions dashed and answers solid, in the colour of the ballot', () => {
    const log = drawn();
    const n1 = COLOURS.light.nodes[0]!;
    expect(log.some((l) => l.startsWith('lines') && l.endsWith(`${n1} dashed`))).toBe(true);
    expect(log.some((l) => l.startsWith('lines') && l.endsWith(`${n1} solid`))).toBe(true);
    for (const name of ['n1', 'n2', 'n3']) expect(log.some((l) => l.startsWith(`text ${name} `))).toBe(true);
  });

  it('sets no text smaller than small text', () => {
    for (const line of drawn().filter((l) => l.startsWith('text'))) expect(Number(line.split(' ').at(-1))).toBeGreaterThanOrEqual(11);
  });

  it('is a function of the scene', () => {
    expect(drawn()).toEqual(drawn());
  });

  it('draws 1,500 messages in few strokes', () => {
    const many = Array.from({ length: 1500 }, (_, i) => ({ ...run.flights[i % run.flights.length]!, id: i }));
    const log = drawn({ stretch: { ...run, flights: many }, labels: [] });
    expect(log.filter((l) => l.startsWith('lines')).length).toBeLessThan(run.events.length + 400);
  });
});

describe('what lies where', () => {
  it('a press on a message’s way finds it, one on a name the node', () => {
    const s = scene();
    const f = run.flights.find((x) => x.type === 'Prepare' && x.to === 3)!;
    const way = wayOf(s.layout, s.view, f)!;
    const hit = hitAt(s, way.x0 + (way.x1 - way.x0) * 0.7, way.y0 + (way.y1 - way.y0) * 0.7);
    expect(hit?.kind === 'flight' && hit.flight.id).toBe(f.id);
    expect(hitAt(s, 3, s.layout.lanes.at(-1)!.y)).toEqual({ kind: 'node', node: 3 });
    expect(hitAt(s, 3, 1)).toBeNull();
  });

  it('steps along time and across lanes', () => {
    const events = stops(run, false);
    const first = stepAlong(events, null, run.events[30]!.at, 1)!;
    expect(first.at).toBeLessThanOrEqual(run.events[30]!.at);
    const next = stepAlong(events, first.event, 0, 1)!;
    expect(stepAlong(events, next.event, 0, -1)).toEqual(first);
    const other = stepAcross(
      events,
      layout(),
      events.find((e) => e.actor === 1)!,
      1,
    )!;
    expect(other.actor).toBe(2);
  });

  it('zooms about a place, and follows the moment shown', () => {
    const at = layout();
    const near = zoomed(at, VIEW, 3, 400);
    expect(timeAt(at, near, 400)).toBeCloseTo(timeAt(at, VIEW, 400), 6);
    const moved = followed(at, VIEW, 900_000, true, false);
    expect(xOf(at, moved, 900_000)).toBeLessThan(at.width);
    expect(followed(at, VIEW, 100_000, true, false)).toBe(VIEW);
  });
});

describe('in words', () => {
  it('says what the picture says', () => {
    const words = sayStretch(run, run.from, run.to, false);
    expect(words.summary).toMatch(/^From 0\.000 to [\d.,]+ ms: \d+ messages/);
    expect(words.nodes[0]).toContain('crashed from');
    expect(words.nodes[0]).toContain('leads 1.n1');
    expect(sayFlight(run.flights.find((f) => f.type === 'Prepare')!)).toMatch(
      /^n1’s Prepare 1\.n1 to n\d: sent at [\d.]+ ms, arrived at [\d.]+ ms, after 10 ms\.$/,
    );
  });

  it('lights the way of one command', () => {
    const command = run.flights.find((f) => f.type === 'Accept')!.command;
    const lit = litOf(run, { ...NOBODY, command });
    const types = new Set([...lit.flights].map((id) => run.flights.find((f) => f.id === id)!.type));
    expect([...types]).toEqual(expect.arrayContaining(['Request', 'Accept', 'Accepted', 'Reply']));
  });
});
