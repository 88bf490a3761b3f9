// The stage's own arithmetic: labels that avoid one another, clients as groups, when messages become flows.
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import { makeWorld } from '../../sim/world.ts';
import type { ClientFrame, Frame } from '../../view/frame.ts';
import { layoutStage } from '../../view/layout.ts';
import { projectFrame } from '../../view/project-frame.ts';
import { flowsReason } from './Flows.tsx';
import { placeLabels, type Label } from '../../view/label-places.ts';
import { boxOf, clientPlaces, groupClients } from '../../view/places.ts';
import { leaseText, tagsOf } from '../../view/tags.ts';

const layout = layoutStage({ width: 690, height: 510, text: 12 }, [1, 2, 3, 4, 5], 2);
const label = (key: number, x: number, y: number, text = `Accept ${key}`, more: Partial<Label> = {}): Label => ({
  key,
  x,
  y,
  text,
  urgent: false,
  must: false,
  unit: 12,
  ...more,
});
const middle = layout.centre;

describe('labels', () => {
  it('avoid one another and the cards', () => {
    const labels = Array.from({ length: 12 }, (_, i) => label(i, middle.x + (i % 4) * 18, middle.y + Math.floor(i / 4) * 18));
    const shown = placeLabels(labels, layout, []).filter((p) => p.shown);
    expect(shown.length).toBeGreaterThan(2);
    const rects = shown.map((p) => ({
      left: p.x - labels[p.key]!.text.length * 3.36,
      right: p.x + labels[p.key]!.text.length * 3.36,
      top: p.y - 12,
      bottom: p.y + 3.6,
    }));
    rects.forEach((a, i) =>
      rects.slice(i + 1).forEach((b) => expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false)),
    );
    const onCard = layout.nodes.get(1)!;
    expect(placeLabels([label(1, onCard.x, onCard.y)], layout, [])[0]!.shown).toBe(false);
  });

  it('a selected one is shown whatever it covers; a repetition gives way to what is new', () => {
    const onCard = layout.nodes.get(1)!;
    expect(placeLabels([label(1, onCard.x, onCard.y, 'Promise', { urgent: true, must: true })], layout, [])[0]!.shown).toBe(true);
    const many = Array.from({ length: 30 }, (_, i) => label(i, 60 + i * 20, middle.y, 'Accept 7'));
    const placed = placeLabels([...many, label(99, middle.x, middle.y + 60, 'Promise')], layout, []);
    expect(placed.find((p) => p.key === 99)!.shown).toBe(true);
    expect(placed.filter((p) => p.shown).length).toBeLessThanOrEqual(18);
  });
});

describe('clients', () => {
  const client = (id: number, session: number, state: ClientFrame['state'], since: number): ClientFrame => ({
    id,
    session,
    name: `c${id - 100}`,
    state,
    operation: 'x=1',
    sequence: 1,
    attempt: 1,
    to: 1,
    since,
    last: '',
    acknowledged: 0,
  });

  it('are one box each, which shows the session that has waited longest', () => {
    const groups = groupClients([
      client(100, 100_000, 'idle', 0),
      client(100, 100_001, 'waiting', 50),
      client(100, 100_002, 'waiting', 20),
      client(101, 101_000, 'idle', 0),
    ]);
    expect(groups.map((g) => [g.client, g.shown.session, g.waiting])).toEqual([
      [100, 100_002, 2],
      [101, 101_000, 0],
    ]);
  });

  it('without a place of their own stand where the rest are counted', () => {
    const groups = groupClients(Array.from({ length: 20 }, (_, i) => client(101 + i, (101 + i) * 1000, 'waiting', i)));
    const crowded = layoutStage({ width: 690, height: 510, text: 12 }, [1, 2, 3], 20);
    const places = clientPlaces(groups);
    expect(boxOf(crowded, places, 120)).toBe(crowded.clients.at(-1));
    expect(boxOf(crowded, places, 101)).toBe(crowded.clients[0]);
    expect(boxOf(crowded, places, 2)).toBe(crowded.nodes.get(2));
    expect(boxOf(crowded, places, 150)).toBeUndefined();
  });
});

describe('flows', () => {
  const frame = projectFrame(makeWorld({ config: DEFAULT_CONFIG }), { firstSlot: null, slots: 8 }, null, '');

  it('take the place of single messages at high speed, or where there are very many; never while it stands still', () => {
    expect(flowsReason(frame, true, 0.05)).toBe('');
    expect(flowsReason(frame, true, 10)).toMatch(/^Lines count messages: too fast/);
    expect(flowsReason(frame, false, 10)).toBe('');
    const busy: Frame = { ...frame, flightCount: 143 };
    expect(flowsReason(busy, false, 0.05)).toMatch(/^143 messages/);
  });
});

describe('tags on a card', () => {
  const plain = projectFrame(makeWorld({ config: DEFAULT_CONFIG }), { firstSlot: null, slots: 9 }, null, '').nodes[0]!;
  const keys = (n: typeof plain, room = 40): string[] => tagsOf(n, 'full', room).map((t) => t.key);

  it('say only what is there', () => {
    expect(keys(plain)).toEqual([]);
    expect(keys({ ...plain, processor: { busyUntil: 0, waiting: 3 } })).toEqual(['wait']);
    expect(keys({ ...plain, membership: 'learner' })).toEqual([]); // its heading says so
    expect(keys({ ...plain, change: 'Drains its window.', queued: 4 })).toEqual(['change', 'queue']);
    expect(tagsOf({ ...plain, membership: 'learner' }, 'medium', 8).map((t) => t.text)).toEqual(['learner']);
  });

  it('give way from the least, where there is little room', () => {
    const lease = { what: 'leader', node: 1, until: 148_200 } as const;
    const busy = { ...plain, leases: [lease], disk: { ...plain.disk, battery: 'failed' as const } };
    expect(keys(busy)).toEqual(['battery', 'lease']);
    expect(keys(busy, 10)).toEqual(['battery', 'lease']);
    expect(tagsOf(busy, 'full', 10).map((t) => t.text)).toEqual(['battery', 'lease']);
    expect(keys(busy, 6)).toEqual(['battery']);
    expect(leaseText(lease, 100_000)).toBe('lease 49 ms');
  });
});
