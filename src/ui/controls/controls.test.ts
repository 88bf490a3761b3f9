// Fields as controls show them, the draft of a new world, cuts in words.
import { describe, expect, test } from 'vitest';
import { checkConfig, DEFAULT_CONFIG } from '../../sim/config.ts';
import { FIELD_NAMES, FIELDS } from '../../sim/fields.ts';
import { makeWorld } from '../../sim/world.ts';
import { makeTrack } from '../kit/Slider.tsx';
import { cutLinks, sayCuts, saySide, sidesOf } from './cuts.ts';
import { draftChanges, draftedConfig, worldTitle } from './draft.ts';
import { choiceLabel, choiceSays, deviceOf, fieldsOf, formatNumber, formatValue, nodeSyncs, partsOf, sliderShape } from './field-values.ts';
import { sayChanged } from './Parts.tsx';

describe('fields', () => {
  test('every field stands in one group, live or not', () => {
    const groups = ['cluster', 'network', 'disks', 'clients'] as const;
    const all = groups.flatMap((g) => [...fieldsOf(g, true), ...fieldsOf(g, false)]);
    expect([...all].sort()).toEqual([...FIELD_NAMES].sort());
    const lasting = groups.flatMap((g) => fieldsOf(g, false));
    expect(lasting).toEqual(FIELD_NAMES.filter((name) => !FIELDS[name].live));
    // Only the cluster's drawer has the form of a new world.
    expect(fieldsOf('cluster', false)).toEqual(lasting);
  });

  test('every heading of the table is a part, and every field stands in one', () => {
    expect(partsOf('cluster', true).map((p) => p.part)).toEqual(['', 'Batching', 'Checkpoints', 'Processor']);
    expect(partsOf('cluster', false).map((p) => p.part)).toEqual(['', 'Leases and clocks']);
    const fields = (live: boolean) => partsOf('cluster', live).flatMap((p) => p.fields);
    expect([...fields(true)].sort()).toEqual([...fieldsOf('cluster', true)].sort());
    // Drawers other than the cluster's show their fields without headings.
    for (const group of ['network', 'disks', 'clients'] as const) expect(partsOf(group, true).map((p) => p.part)).toEqual(['']);
  });

  test('what is set is said in the line of a folded part', () => {
    expect(sayChanged(DEFAULT_CONFIG, ['batchSize', 'batchMicros'])).toBe('by default');
    expect(sayChanged({ ...DEFAULT_CONFIG, batchSize: 8 }, ['batchSize', 'batchMicros'])).toBe('8');
    expect(sayChanged({ ...DEFAULT_CONFIG, batchSize: 8, batchMicros: 5_000 }, ['batchSize', 'batchMicros'])).toBe('2 changed');
  });

  test('choices and zeros in words; the unsafe are called unsafe', () => {
    expect(choiceLabel('syncPolicy', 'early')).toContain('unsafe');
    expect(choiceLabel('syncPolicy', 'background')).toContain('unsafe');
    expect(choiceLabel('election', 'lazy')).toBe('Lazy');
    expect(formatNumber('checkpointEvery', 0)).toBe('never');
    expect(formatNumber('bandwidthKibPerSecond', 0)).toBe('no limit');
    for (const name of ['readMode', 'syncPolicy'] as const) {
      const spec = FIELDS[name];
      if (spec.type === 'choice') for (const c of spec.choices) expect(choiceSays(name, c)).not.toBe('');
    }
  });

  test('numbers stand in the unit that a person reads', () => {
    expect(formatNumber('syncMicros', 100)).toBe('100 µs');
    expect(formatNumber('syncMicros', 8000)).toBe('8 ms');
    expect(formatNumber('lossPpm', 25_000)).toBe('2.5 %');
    expect(formatNumber('lossPpm', 0)).toBe('0 %');
    expect(formatNumber('readPercent', 20)).toBe('20 %');
    expect(formatValue('fifo', true)).toBe('on');
    expect(formatValue('election', 'lazy')).toBe('lazy');
  });

  test('every position of every slider is a value that the field takes, and the default can be reached', () => {
    for (const name of FIELD_NAMES) {
      const spec = FIELDS[name];
      if (spec.type !== 'number' || name === 'seed') continue;
      const track = makeTrack(sliderShape(name));
      for (let p = 0; p <= track.last; p++) {
        const value = track.toValue(p);
        expect(checkConfig({ [name]: value }), `${name} at ${p}: ${value}`).toMatchObject({ ok: true });
        // Otherwise an arrow key would be stuck there.
        expect(track.toPosition(value), `${name} at ${value}`).toBe(p);
      }
      expect(track.toValue(0)).toBe(spec.min);
      expect(track.toValue(track.last)).toBe(spec.max);
    }
  });

  test('devices and the sync latency of each node', () => {
    expect(deviceOf({ syncMicros: 1000, battery: false })).toBe('ssd');
    expect(deviceOf({ syncMicros: 8000, battery: false })).toBe('spinning');
    expect(deviceOf({ syncMicros: 8000, battery: true })).toBe('battery');
    expect(deviceOf({ syncMicros: 1234, battery: false })).toBe('');
    expect(nodeSyncs({ nodes: 3, syncMicros: 1000, nodeSyncMicros: [null, 40_000] })).toEqual([
      { node: 1, micros: 1000, own: false },
      { node: 2, micros: 40_000, own: true },
      { node: 3, micros: 1000, own: false },
    ]);
  });
});

describe('the draft of a new world', () => {
  const running = { ...DEFAULT_CONFIG, delayMicros: 33_000, nodeSyncMicros: [null, null, null, null, 9000] };

  test('keeps what is set now and takes what was changed', () => {
    const config = draftedConfig(running, { fields: { nodes: 3 }, switches: ['own-value'] });
    expect(config).toMatchObject({ nodes: 3, delayMicros: 33_000, nodeSyncMicros: [null, null, null], switches: ['own-value'] });
    expect(checkConfig(config).ok).toBe(true);
  });

  test('says what differs; nothing, where it was changed back', () => {
    expect(draftChanges(running, { fields: { nodes: 5 }, switches: null })).toEqual([]);
    expect(draftChanges(running, { fields: { nodes: 7, election: 'lazy' }, switches: ['amnesia'] })).toEqual([
      'nodes 7',
      'election lazy',
      'the rule “Amnesia” off',
    ]);
    expect(draftChanges({ ...running, switches: ['amnesia'] }, { fields: {}, switches: [] })).toEqual(['the rule “Amnesia” on again']);
  });

  test('the world is named after what it is', () => {
    expect(worldTitle({ ...running, nodes: 1, seed: 7 })).toBe('1 node, seed 7');
    expect(worldTitle({ ...running, switches: ['own-value'] })).toBe('Broken: own-value (5 nodes, seed 42)');
  });
});

describe('cuts', () => {
  const nodes = [1, 2, 3, 4, 5];
  const cutsAfter = (...inputs: Parameters<ReturnType<typeof makeWorld>['apply']>[0][]) => {
    const world = makeWorld({ config: DEFAULT_CONFIG });
    for (const input of inputs) world.apply(input, 0);
    return world.network.cuts();
  };

  test('a partition is seen as one', () => {
    const cuts = cutsAfter({
      kind: 'partition',
      groups: [
        [1, 2],
        [3, 4, 5],
      ],
    });
    expect(sidesOf(cuts, nodes)).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    expect(sayCuts(cuts, nodes)).toBe('The network is split: n1 n2 | n3 n4 n5.');
  });

  test('single links are listed, both ways and one way', () => {
    const cuts = cutsAfter({ kind: 'cut', from: 1, to: 2 }, { kind: 'cut', from: 2, to: 1 }, { kind: 'cut', from: 3, to: 4 });
    expect(cutLinks(cuts)).toEqual({ both: [[1, 2]], oneWay: [[3, 4]] });
    expect(sidesOf(cuts, nodes)).toBeNull();
    expect(sayCuts(cuts, nodes)).toBe('Cut: n1 ↔ n2, n3 → n4.');
  });

  test('an isolated node is a side of its own; healed, nothing is cut', () => {
    expect(sayCuts(cutsAfter({ kind: 'isolate', node: 2 }), nodes)).toBe('The network is split: n1 n3 n4 n5 | n2.');
    expect(sayCuts(cutsAfter({ kind: 'isolate', node: 2 }, { kind: 'heal' }), nodes)).toBe('');
  });

  test('each side is told whether it can choose', () => {
    expect(saySide(3, 5)).toBe('3 of 5: a quorum');
    expect(saySide(2, 4)).toBe('2 of 4: no quorum');
  });
});
