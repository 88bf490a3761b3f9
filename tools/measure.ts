// npm run measure: the figures that arguments are about, each measured on the real engine in virtual time: messages and round trips per command,
// what churn costs, throughput and latency by disk and sync policy and what a crash then costs, the pause of a change of members, recovery
// with and without checkpoints. Deterministic: the same tables on every machine.
import { drain } from '../src/history/searching.ts';
import { ms, type Micros, type NodeId } from '../src/base/units.ts';
import { DEFAULT_CONFIG, type Config } from '../src/sim/config.ts';
import type { EventRecord } from '../src/sim/events.ts';
import type { Input } from '../src/sim/inputs.ts';
import { Meter } from '../src/sim/measure/meter.ts';
import { predict } from '../src/sim/measure/model.ts';
import { measureValue, type Sweep } from '../src/sim/measure/sweep.ts';
import { makeWorld, type World } from '../src/sim/world.ts';

const WARM_UP = ms(2_000);
const MEASURED = ms(10_000);
const PROFILES: readonly (readonly [string, Partial<Config>])[] = [
  ['spinning 8 ms', { syncMicros: 8_000 }],
  ['SSD 1 ms', { syncMicros: 1_000 }],
  ['NVMe 0.1 ms', { syncMicros: 100 }],
  ['battery cache', { syncMicros: 8_000, battery: true }],
];
const POLICIES: readonly (readonly [string, Partial<Config>])[] = [
  ['each', { syncPolicy: 'each' }],
  ['group', { syncPolicy: 'group' }],
  ['group 16/5 ms', { syncPolicy: 'group', groupSize: 16, groupMicros: 5_000 }],
  ['early (unsafe)', { syncPolicy: 'early' }],
  ['background (unsafe)', { syncPolicy: 'background', groupMicros: 50_000 }],
];

interface Run {
  readonly world: World;
  readonly meter: Meter;
  readonly see: (record: EventRecord) => void;
}

function start(change: Partial<Config>): Run {
  const world = makeWorld({
    config: { ...DEFAULT_CONFIG, jitterMicros: 0, syncJitterPercent: 0, readPercent: 0, checkpointEvery: 0, ...change },
  });
  const meter = new Meter();
  return { world, meter, see: (record) => meter.observe(record) };
}

function runUntil(run: Run, at: Micros): void {
  while ((run.world.nextAt() ?? Infinity) <= at) run.see(run.world.step()!);
}

function steady(change: Partial<Config>): Run {
  const run = start(change);
  runUntil(run, WARM_UP);
  run.meter.reset();
  runUntil(run, WARM_UP + MEASURED);
  return run;
}

const act = (run: Run, input: Input): EventRecord => {
  const record = run.world.apply(input, run.world.now);
  run.see(record);
  return record;
};

function table(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  console.log(`\n${title}\n`);
  const texts = [head, ...rows].map((r) => r.map(String));
  const widths = head.map((_, i) => Math.max(...texts.map((r) => r[i]!.length)));
  for (const [n, r] of texts.entries()) {
    console.log(r.map((t, i) => (i === 0 ? t.padEnd(widths[i]!) : t.padStart(widths[i]!))).join('  '));
    if (n === 0) console.log(widths.map((w) => '-'.repeat(w)).join('  '));
  }
}

const millis = (micros: Micros | null): string => (micros === null ? '–' : (micros / 1000).toFixed(2));
const number = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toFixed(2));

function messagesPerCommand(): void {
  const rows = [3, 5, 7, 9].map((nodes) => {
    const { meter } = steady({ nodes, clients: 1, thinkMicros: 0 });
    return [
      nodes,
      number(meter.perCommand('phase1')),
      number(meter.perCommand('phase2')),
      2 * (nodes - 1),
      number(meter.perCommand('client')),
      number(meter.perCommand('heartbeat')),
    ];
  });
  table('Messages for each command, under a stable leader', ['nodes', 'Phase 1', 'Phase 2', '2(n − 1)', 'client', 'heartbeat'], rows);
}

function basicAndMulti(): void {
  const rows = (['basic', 'eager'] as const).map((election) => {
    const { meter, world } = steady({ election, clients: 1, thinkMicros: 0 });
    // The client's own round trip to the node is not the protocol's.
    const protocol = (meter.latency(50) ?? 0) - 2 * world.config.delayMicros;
    return [
      election === 'basic' ? 'Basic Paxos' : 'Multi-Paxos',
      number(meter.perCommand('phase1')),
      number(meter.perCommand('phase2')),
      number(protocol / (2 * world.config.delayMicros)),
      millis(meter.latency(50)),
    ];
  });
  table('Basic and Multi-Paxos, five nodes, one client', ['', 'Phase 1', 'Phase 2', 'round trips', 'p50 ms'], rows);
}

function againstTheModel(): void {
  const rows = [1_000, 5_000, 10_000].flatMap((delayMicros) =>
    [100, 1_000, 8_000, 40_000].map((syncMicros) => {
      const { meter, world } = steady({
        delayMicros,
        syncMicros,
        window: 1,
        clients: 8,
        thinkMicros: 0,
        receiveMicros: 20,
        sendMicros: 10,
      });
      const model = predict(world.config).onePerSecond;
      const off = (meter.throughput() / model - 1) * 100;
      return [`${delayMicros / 1000} ms`, `${syncMicros / 1000} ms`, number(model), number(meter.throughput()), `${off.toFixed(1)} %`];
    }),
  );
  table(
    'One command outstanding: 1 / max(leader’s sync, round trip + follower’s sync + processor)',
    ['delay', 'sync', 'model/s', 'measured/s', 'off'],
    rows,
  );
}

function offTheLine(): void {
  const rows = [1, 2, 4, 8, 16].flatMap((window) =>
    [1, 8].map((batchSize) => {
      const { meter, world } = steady({ window, alpha: 16, batchSize, batchMicros: 0, clients: 32, thinkMicros: 0 });
      return [
        window,
        batchSize,
        number(predict(world.config).onePerSecond),
        number(meter.throughput()),
        millis(meter.latency(50)),
        millis(meter.latency(99)),
      ];
    }),
  );
  table(
    'Pipelining and batching, 32 clients: where throughput leaves 1/latency',
    ['window', 'batch', 'one/s', 'measured/s', 'p50 ms', 'p99 ms'],
    rows,
  );
}

function disks(): void {
  const rows = PROFILES.flatMap(([profile, disk]) =>
    POLICIES.map(([policy, sync]) => {
      const change = { ...disk, ...sync, clients: 16, thinkMicros: 0, delayMicros: 1_000 };
      const { meter } = steady(change);
      const [one, all] = [crashCost(change, 1), crashCost(change, 5)];
      return [
        profile,
        policy,
        number(meter.throughput()),
        millis(meter.latency(50)),
        millis(meter.latency(99)),
        one.records,
        all.records,
        all.answered,
      ];
    }),
  );
  table(
    'Disks and sync policies: five nodes, 16 clients, 1 ms one way',
    ['disk', 'policy', 'commands/s', 'p50 ms', 'p99 ms', 'lost: one node', 'all nodes', 'answered, gone'],
    rows,
  );
}

/** What a crash of so many nodes costs at that moment: records, and commands that a client had been told are done and no disk holds. */
function crashCost(change: Partial<Config>, nodes: number): { readonly records: number; readonly answered: number } {
  const run = start(change);
  const answered: string[] = [];
  const see = run.see;
  const watching: Run = {
    ...run,
    see: (r) => {
      see(r);
      for (const n of r.worldNotes) if (n.kind === 'answered') answered.push(`${n.session}#${n.sequence}`);
    },
  };
  runUntil(watching, WARM_UP);
  let records = 0;
  // All at once is a power failure: of what was not synced nothing is left.
  const inputs: Input[] =
    nodes === run.world.nodes.length
      ? [{ kind: 'power-failure' }]
      : run.world.nodes.slice(0, nodes).map((n) => ({ kind: 'crash', node: n.id }));
  for (const input of inputs) for (const note of act(watching, input).worldNotes) if (note.kind === 'crashed') records += note.lost.length;
  const kept = new Set<string>();
  for (const n of run.world.nodes)
    for (let i = 0; i < n.disk.rows.length; i++) {
      const { record, flaw } = n.disk.rows.get(i)!;
      if (flaw !== undefined || record.type !== 'vote' || record.entry.type !== 'commands') continue;
      for (const c of record.entry.commands) kept.add(`${c.session}#${c.sequence}`);
    }
  return { records, answered: answered.filter((a) => !kept.has(a)).length };
}

function pauses(): void {
  const rows = (['stop-the-world', 'alpha-window'] as const).map((policy) => {
    const run = start({ clients: 8, thinkMicros: 0 });
    runUntil(run, WARM_UP);
    act(run, { kind: 'add-node' });
    let last = run.world.now;
    let longest = 0;
    const see: Run['see'] = (r) => {
      run.see(r);
      if (!r.notes.some((n) => n.kind === 'propose' && n.entry.type === 'commands')) return;
      longest = Math.max(longest, r.at - last);
      last = r.at;
    };
    const watching: Run = { ...run, see };
    const before = gapBefore(run);
    last = run.world.now;
    see(run.world.apply({ kind: 'reconfigure', members: [1, 2, 3, 4, 5, 6], policy }, run.world.now));
    runUntil(watching, run.world.now + ms(3_000));
    const governs = run.world.nodes.every((n) => n.node.configurations.at(-1)!.members.length === 6);
    return [policy, millis(before), millis(longest), governs ? 'yes' : 'no'];
  });
  table(
    'A change of members: the longest time without a new proposal, before and during',
    ['policy', 'before ms', 'during ms', 'governs'],
    rows,
  );
}

function gapBefore(run: Run): Micros {
  let last = run.world.now;
  let longest = 0;
  const until = run.world.now + ms(3_000);
  while (run.world.nextAt()! <= until) {
    const r = run.world.step()!;
    run.see(r);
    if (!r.notes.some((n) => n.kind === 'propose')) continue;
    longest = Math.max(longest, r.at - last);
    last = r.at;
  }
  return longest;
}

/** Virtual time from now until the node has applied all that is chosen now. */
function untilApplied(run: Run, id: NodeId): Micros {
  const { world } = run;
  const from = world.now;
  const chosen = Math.max(...world.nodes.map((n) => n.node.commitIndex));
  while (world.nodes[id - 1]!.node.appliedIndex < chosen && world.now < from + ms(60_000)) run.see(world.step()!);
  return world.now - from;
}

function recovery(): void {
  const rows = [0, 50, 500].map((checkpointEvery) => {
    const run = start({ checkpointEvery, clients: 8, thinkMicros: 0 });
    runUntil(run, ms(20_000));
    const node = run.world.nodes.find((n) => n.node.role !== 'leader')!;
    act(run, { kind: 'crash', node: node.id });
    const rowsOnDisk = node.disk.rows.length;
    const record = act(run, { kind: 'restart', node: node.id });
    const replayed = record.notes.filter((n) => n.kind === 'apply').length;
    const chosen = run.world.nodes[0]!.node.commitIndex;
    const back = untilApplied(run, node.id);
    act(run, { kind: 'add-node' });
    act(run, { kind: 'reconfigure', members: [1, 2, 3, 4, 5, 6], policy: 'alpha-window' });
    const fresh = untilApplied(run, 6);
    return [checkpointEvery === 0 ? 'none' : `every ${checkpointEvery}`, chosen, rowsOnDisk, replayed, millis(back), millis(fresh)];
  });
  table(
    'Recovery: what a follower reads and applies again, how long until it has all that was chosen, and how long a new node needs for the same',
    ['checkpoints', 'slots chosen', 'rows read', 'entries applied', 'back after ms', 'new node ms'],
    rows,
  );
}

/** Rules E1 and E2: a time-out that is too short for the network deposes leaders that are alive. */
function churn(): void {
  const timeouts = [400, 200, 100, 50, 35, 25].map(ms);
  const sweep: Sweep = {
    base: DEFAULT_CONFIG,
    field: 'electionTimeoutMicros',
    values: timeouts,
    warmUpMicros: WARM_UP,
    spanMicros: MEASURED,
  };
  const rows = timeouts.map((timeout) => {
    const point = drain(measureValue(sweep, timeout));
    const share = point.phase1Share === null ? '–' : `${Math.round(point.phase1Share * 100)} %`;
    const messages = (point.phase1 ?? 0) + (point.phase2 ?? 0);
    return [
      timeout / 1000,
      number(point.perSecond),
      number(messages),
      share,
      point.elections,
      millis(point.p50Micros),
      millis(point.p99Micros),
    ];
  });
  table(
    'Churn: election time-outs against a network of 10 ms one way, five nodes, heartbeats every 50 ms',
    ['time-out ms', 'commands/s', 'messages a command', 'of Phase 1', 'elections', 'p50 ms', 'p99 ms'],
    rows,
  );
}

messagesPerCommand();
basicAndMulti();
churn();
againstTheModel();
offTheLine();
disks();
pauses();
recovery();
