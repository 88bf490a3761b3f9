// The language itself: what is refused, where, and in which words; what opening a scenario yields.
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import { FIELD_NAMES, FIELDS } from '../sim/fields.ts';
import { openScenario } from './open-scenario.ts';
import { OPTION_NAMES } from './options.ts';
import { parseScenario } from './parse-scenario.ts';
import { runScenario } from './run-scenario.ts';
import { printMicros, readMicros } from './words.ts';

const refusal = (text: string): string => {
  const s = parseScenario(text);
  return s.ok ? '' : s.error;
};

describe('what is refused', () => {
  it.each([
    ['clutser n1', 'Line 1: found “clutser”; expected a directive: title, about'],
    ['cluster', 'Line 1: found nothing; expected the nodes: n1 n2 n3, or how many.'],
    ['cluster n1 n3', 'Line 1: found “n3”; expected n2: nodes are numbered from 1, in order.'],
    ['cluster 12', 'Line 1: found “12”; expected how many nodes, 1 to 9.'],
    ['cluster 3 sync=fast', 'Line 1: found “fast”; expected a time, as 150us, 3ms or 2s.'],
    ['cluster 3 sync=9s', 'Line 1: found “sync=9s”; expected a value from 1us to 5s.'],
    ['cluster 3 loss=95%', 'Line 1: found “loss=95%”; expected a value from 0% to 90%.'],
    ['cluster 3 election=never', 'Line 1: found “election=never”; expected eager, lazy, basic.'],
    ['cluster 3 colour=red', 'Line 1: found “colour”; expected an option: seed='],
    ['cluster 3 break=everything', 'Line 1: found “everything”; expected a switch: promise-before-sync'],
    ['cluster 3 sync.n4=1ms', 'Line 1: found “sync.n4”; expected a node of n1 to n3.'],
    [
      '# one\n\ncrash n1\ncluster 3',
      'Line 4: found a second cluster, or one after something has happened; expected it once, at the beginning.',
    ],
    ['cluster 3\ncrash n4', 'Line 2: found “n4”; expected a node, n1 to n3.'],
    ['cluster 3\nset seed=4', 'Line 2: found “seed=4”; expected an option that can change in a running world: timeout'],
    ['cluster 3\nset break=amnesia', 'Line 2: found “break=amnesia”; expected break= at the cluster'],
    ['cluster 3\npartition n1 | n1 n2', 'Line 2: found “n1”; expected each node in one group only.'],
    ['cluster 3\npartition n1 |', 'Line 2: found nothing; expected groups of nodes with | between them'],
    ['cluster 3\ncut n1 n2', 'Line 2: found “n2”; expected -> between two nodes.'],
    ['cluster 3\ndelay Accept n1 -> n2', 'Line 2: found nothing; expected by and a time.'],
    ['cluster 3\ncommand 4', 'Line 2: found “4”; expected a command: x=4'],
    ['cluster 3\ncommand x=4 if 2', 'Line 2: found “2”; expected a version, as v2, or absent.'],
    ['cluster 3\nrun', 'Line 2: found nothing; expected a time, as 3ms.'],
    ['cluster 3\nrun until sunset', 'Line 2: found “sunset”; expected a condition: leader'],
    ['cluster 3\nshow weather', 'Line 2: found “weather”; expected what to show: nodes, log'],
    ['cluster 3\nreconfigure', 'Line 2: found nothing; expected the members, each once: n1 n2 n4.'],
    ['cluster 3\nreconfigure n1 n2 n1', 'expected the members, each once'],
    ['cluster 3\nreconfigure n1 n4', 'Line 2: found “n4”; expected a node, n1 to n3.'],
    ['cluster 3\nreconfigure n1 by magic', 'Line 2: found “magic”; expected alpha-window or stop-the-world.'],
    ['cluster 3\nstall n1', 'Line 2: found nothing; expected a time, as 3ms.'],
    ['cluster 3\ncommand x=4 quorum', 'Line 2: found “quorum”; expected the end of the line.'],
    ['cluster 3\nexpect configuration {n1 n2', 'Line 2: found nothing; expected members in braces, as {n1 n2 n4}.'],
    ['cluster 3\nexpect configuration {n1 n2}', 'Line 2: found nothing; expected governs, after the members.'],
    ['cluster 3\nexpect configuration {} governs', 'Line 2: found nothing; expected a node, as n3.'],
    ['cluster 3\nset lease=10ms', 'Line 2: found “lease=10ms”; expected an option that can change in a running world'],
    ['cluster 3 battery=maybe', 'Line 1: found “maybe”; expected yes or no for battery.'],
    ['cluster 3\nheal all', 'Line 2: found “all”; expected the end of the line.'],
    ['constructor', 'Line 1: found “constructor”; expected a directive'],
    [`# ${'x'.repeat(200_001)}`, 'The scenario has 200003 characters; expected at most 200000.'],
    ['step\n'.repeat(2_001), 'The scenario has 2001 directives; expected at most 2000.'],
  ])('%#: %s', (text, says) => {
    expect(refusal(text)).toContain(says);
  });

  it('a scenario that cannot go on is not opened, and says where', () => {
    const says = (text: string): string => {
      const o = openScenario(text);
      return o.ok ? '' : o.error;
    };
    expect(says('cluster 3\nrestart n1')).toBe('Line 2: n1 is up; expected it to be crashed.');
    expect(says('cluster 3\ndrop Accept 4')).toBe('Line 2: No message “Accept 4” is under way at 0.000 ms.');
    expect(says('cluster 3\nexpect leader n2')).toBe('Line 2: “leader n2” does not hold at 0.000 ms.');
    expect(says('cluster 1 exact\nrun until gap 4 within 1s')).toContain('Line 2: “gap 4” did not come within 1s');
    expect(says('cluster 1 exact election=lazy\ndrop next Accept')).toBe(
      'Line 2: No message “Accept” was sent: nothing is scheduled any more after 395.745 ms.',
    );
    expect(says('cluster 3\nrun until applied 100000 on n1')).toContain('within 100000 events');
  });
});

describe('the options', () => {
  it('have a short name for every field of the configuration', () => {
    expect(Object.keys(OPTION_NAMES).sort()).toEqual(FIELD_NAMES.filter((f) => f !== 'nodes').sort());
    expect(new Set(Object.values(OPTION_NAMES)).size).toBe(FIELD_NAMES.length - 1);
    expect(Object.values(FIELDS).every((f) => f.label !== '')).toBe(true);
  });

  it('set what they say', () => {
    const s = parseScenario(
      'cluster n1 n2 n3 seed=7 election=lazy sync=150us sync.n2=2s loss=2.5% duplicates=300ppm fifo=yes reads=5% clients=0 break=amnesia,no-dedup',
    );
    expect(s.ok && s.value.config).toEqual({
      ...DEFAULT_CONFIG,
      nodes: 3,
      seed: 7,
      election: 'lazy',
      syncMicros: 150,
      nodeSyncMicros: [null, 2_000_000, null],
      lossPpm: 25_000,
      duplicatePpm: 300,
      fifo: true,
      readPercent: 5,
      clients: 0,
      switches: ['amnesia', 'no-dedup'],
    });
  });

  it('every field can be given as an option, and says its value', () => {
    const s = parseScenario(
      'cluster 3 alpha=9 batch=4 batch-time=3ms checkpoint=7 checkpoint-policy=coordinated checkpoint-mode=idle serialise=2ms checkpoint-wait=90ms lease=80ms follower-lease=20ms drift=5% clock-offset=4ms receive=30us send=20us delay-shape=heavy bandwidth=64 sync-policy=each battery=yes stalls=1% stall-time=50ms load=open rate=30 read-mode=quorum hot=50%',
    );
    expect(s.ok && s.value.config).toMatchObject({
      alpha: 9,
      batchSize: 4,
      batchMicros: 3_000,
      checkpointEvery: 7,
      checkpointPolicy: 'coordinated',
      checkpointMode: 'idle',
      serialiseMicrosPerKib: 2_000,
      checkpointWaitMicros: 90_000,
      leaseMicros: 80_000,
      followerLeaseMicros: 20_000,
      driftPpm: 50_000,
      clockOffsetMicros: 4_000,
      receiveMicros: 30,
      sendMicros: 20,
      delayShape: 'heavy',
      bandwidthKibPerSecond: 64,
      syncPolicy: 'each',
      battery: true,
      stallPpm: 10_000,
      stallMicros: 50_000,
      load: 'open',
      openPerSecond: 30,
      readMode: 'quorum',
      hotPercent: 50,
    });
  });

  it('a node that is added can be named from then on', () => {
    expect(refusal('cluster 3\nadd-node\nreconfigure n1 n2 n4 by stop-the-world\ncrash n4')).toBe('');
    const o = openScenario('cluster 3\nadd-node\nreconfigure n1 n2 n4');
    expect(o.ok ? '' : o.error).toBe('Line 3: Nobody leads; a change of members is asked of the leader.');
    const read = openScenario('cluster 3\ncommand x? quorum to n2\ncommand x? stale');
    expect(read.ok && read.value.journal.map((j) => j.input)).toEqual([
      { kind: 'command', operation: { op: 'get', key: 'x' }, to: 2, mode: 'quorum' },
      { kind: 'command', operation: { op: 'get', key: 'x' }, mode: 'stale' },
    ]);
  });

  it('times are printed as they are read', () => {
    for (const t of ['1us', '150us', '3ms', '0ms', '2s', '1500ms']) expect(printMicros(readMicros(t)!)).toBe(t === '1500ms' ? '1500ms' : t);
    for (const t of ['3', 'ms', '-3ms', '1.5us', '1e3ms', '']) expect(readMicros(t)).toBeNull();
  });
});

describe('opening', () => {
  it('without a line the default world, at its beginning', () => {
    const o = openScenario('');
    expect(o.ok && [o.value.header.config, o.value.journal, o.value.startEvent, o.value.startAt]).toEqual([DEFAULT_CONFIG, [], 0, 0]);
  });

  it('gives what a person reads, and the inputs by event number', () => {
    const o = openScenario('title T\nabout One.\nabout Two.\ntry A.\ntry B.\ncluster 3 exact\nrun 5ms\ncrash n2\ntimeout n1\nrun 5ms');
    if (!o.ok) throw new Error(o.error);
    const { title, about, tries, journal, startEvent, startAt } = o.value;
    expect([title, about, tries]).toEqual(['T', 'One. Two.', ['A.', 'B.']]);
    expect(journal).toEqual([
      { event: 0, at: 5000, input: { kind: 'crash', node: 2 } },
      { event: 1, at: 5000, input: { kind: 'campaign', node: 1 } },
    ]);
    expect([startEvent, startAt]).toEqual([4, 10_000]);
  });

  it('a violation ends the run, and is told', () => {
    const text = 'cluster 3 exact break=reply-early\ntimeout n1\nrun until leader\ncommand x=1 to n1\nrun 1s';
    const o = openScenario(text);
    expect(o.ok && o.value.violation?.invariant).toBe('I9');
    const r = runScenario(text);
    expect(r.ok && r.value.events).toBe(o.ok && o.value.startEvent);
  });
});
