// Controls of the whole cluster by keyboard, each seen in what it does: kinds of election, batching, checkpoints, clocks, the network, the clients'
// load. What only a new world can have is drafted and begun; the rest takes effect in the running one.
import { Hands } from './hands.ts';
import { CALM, expect, test, type Lab } from './lab.ts';

/** The draft is begun: a new world. */
async function begin(hands: Hands, lab: Lab): Promise<void> {
  const offer = lab.page.getByRole('region', { name: 'A new world', exact: true });
  await hands.press(offer.getByRole('button', { name: /^Begin the/ }));
}

/** One answer of c1, from request to reply: how many messages of Phase 1 were sent for it. */
async function phase1ForOne(lab: Lab): Promise<number> {
  const before = (await lab.frame()).counters;
  await lab.until(`acknowledged ${before.acknowledged + 1}`);
  return (await lab.frame()).counters.phase1 - before.phase1;
}

test('elections: Basic pays Phase 1 for every command, lazy waits for the first request', async ({ lab }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM.replace('clients=2', 'clients=1'));
  expect(await phase1ForOne(lab)).toBe(0);
  const cluster = await hands.drawer(3, 'Cluster');
  await hands.choose(cluster.getByRole('radiogroup', { name: 'Election' }), 'Basic');
  await begin(hands, lab);
  await expect.poll(async () => (await lab.frame()).config.election).toBe('basic');
  await lab.pause();
  await lab.until('acknowledged 1');
  expect(await phase1ForOne(lab)).toBeGreaterThanOrEqual(3);
  await expect(lab.event(/stands for election/).first()).toBeVisible();

  await hands.choose(cluster.getByRole('radiogroup', { name: 'Election' }), 'Lazy');
  await hands.slide(cluster.getByRole('slider', { name: 'Nodes' }), 'ArrowRight', 2);
  await begin(hands, lab);
  await expect.poll(async () => (await lab.frame()).config.election).toBe('lazy');
  await lab.pause();
  await lab.until('candidacy');
  expect((await lab.sentences()).join(' ')).toMatch(/request/i);
});

test('batching, checkpoints and the processor, in the running world', async ({ lab }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM.replace('clients=2', 'clients=8 think=0 window=2'));
  const cluster = await hands.drawer(3, 'Cluster');

  await test.step('batches: several commands in one slot', async () => {
    const batching = await hands.unfold(cluster, 'Batching');
    await hands.slide(batching.getByRole('slider', { name: 'Batch, commands' }), 'End');
    await expect.poll(async () => (await lab.frame()).config.batchSize).toBeGreaterThan(8);
    const { commands = 0, phase2Rounds = 0 } = (await lab.frame()).counters;
    await lab.until(`acknowledged ${(await lab.frame()).counters.acknowledged + 40}`);
    const after = (await lab.frame()).counters;
    expect((after.commands! - commands) / (after.phase2Rounds! - phase2Rounds)).toBeGreaterThan(1.5);
    await expect(lab.page.locator('.log-grid')).toContainText(/\+\d/);
  });

  await test.step('a coordinated checkpoint, blocking, that takes its time', async () => {
    const checkpoints = await hands.unfold(cluster, 'Checkpoints');
    await hands.choose(checkpoints.getByRole('radiogroup', { name: 'Whose checkpoint' }), 'Coordinated');
    await hands.choose(checkpoints.getByRole('radiogroup', { name: 'How it is taken' }), 'Blocking');
    await hands.slide(checkpoints.getByRole('slider', { name: 'Serialising 1 KiB' }), 'PageUp', 4);
    await hands.slide(checkpoints.getByRole('slider', { name: 'Checkpoint every' }), 'PageDown', 1);
    await expect
      .poll(async () => (await lab.frame()).config)
      .toMatchObject({ checkpointPolicy: 'coordinated', checkpointMode: 'blocking' });
    await lab.until('checkpointing');
    await expect(lab.event(/begins a checkpoint/).first()).toBeVisible();
    await lab.until('truncation');
    await expect(lab.card(1).or(lab.card(2)).or(lab.card(3)).filter({ hasText: /./ }).first()).toBeVisible();
    await expect.poll(async () => (await lab.frame()).nodes.some((n) => (n.logFloor ?? 0) > 0)).toBe(true);
    await expect(lab.page.locator('.log-cell[data-state="folded"]').first()).toBeAttached();
  });

  await test.step('the processor: what waits for it is counted', async () => {
    const processor = await hands.unfold(cluster, 'Processor');
    await hands.slide(processor.getByRole('slider', { name: 'To handle a message' }), 'PageUp', 6);
    await expect.poll(async () => (await lab.frame()).config.receiveMicros).toBeGreaterThan(300);
    const numbers = await hands.drawer(8, 'Numbers');
    await expect(numbers.getByText('Messages that wait for its processor')).toBeVisible();
  });
});

test('clocks drift and leases allow for it, in a new world; a broken rule is begun after a question', async ({ lab, page }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM);
  const cluster = await hands.drawer(3, 'Cluster');
  const clocks = await hands.unfold(cluster, 'Leases and clocks');
  await hands.slide(clocks.getByRole('slider', { name: 'Leader lease' }), 'End');
  await hands.slide(clocks.getByRole('slider', { name: 'Clock drift' }), 'PageUp', 6);
  await hands.slide(clocks.getByRole('slider', { name: 'Clock offset' }), 'PageUp', 6);
  await begin(hands, lab);
  await expect.poll(async () => (await lab.frame()).config.leaseMicros).toBeGreaterThan(0);
  await lab.pause();
  await lab.until('lease');
  const { nodes, leader } = await lab.frame();
  expect(nodes.some((n) => (n.clock ?? '') !== '')).toBe(true);
  await page.keyboard.press(String(leader!.node));
  const details = page.locator('[data-part="inspector"]');
  await expect(details).toContainText('Its clock shows');
  await expect(details).toContainText(/Lease as leader.*it answers reads alone \(Q3\)/);
  await expect(page.getByRole('list', { name: 'The stage in sentences' })).toContainText('It may answer reads alone for another');
  await page.keyboard.press('Escape');

  await hands.press(cluster.getByRole('switch', { name: 'No drift bound' }), 'Space');
  await begin(hands, lab);
  const question = page.getByRole('dialog', { name: 'Begin a world that is not Paxos' });
  await expect(question).toContainText('Leases are held as if every clock ran at the true rate');
  await hands.press(question.getByRole('button', { name: 'Begin it' }));
  await expect(page.getByText('Broken on purpose: this is not Paxos.')).toBeVisible();
  await expect.poll(async () => (await lab.run()).title).toMatch(/^Broken: no-drift-bound/);
});

test('the network: one way cut and mended, a narrow link, heavy delays, order; a paused node', async ({ lab, page }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM);
  const network = await hands.drawer(4, 'Network');
  const link = network.getByRole('region', { name: 'One link, one way' }).or(network);
  await hands.press(link.getByRole('button', { name: 'Cut', exact: true }).first());
  await expect(network.getByText('n1 → n2 is cut')).toBeVisible();
  expect((await lab.frame()).cuts).toEqual([[1, 2]]);
  await expect(page.locator('.stage-links [data-cut]:not([data-cut="none"])')).toHaveCount(1);
  await hands.goOnUntil('candidacy n2');
  await expect(lab.event(/n2 stands for election/).first()).toBeVisible();
  await hands.press(network.getByRole('button', { name: 'Mend n1 to n2' }));
  await expect.poll(async () => (await lab.frame()).cuts.length).toBe(0);

  await hands.slide(network.getByRole('slider', { name: 'Bandwidth, KiB/s' }), 'PageUp', 2);
  await hands.choose(network.getByRole('radiogroup', { name: 'Shape of delays' }), 'Heavy');
  await hands.press(network.getByRole('switch', { name: 'In order' }), 'Space');
  await expect.poll(async () => (await lab.frame()).config).toMatchObject({ delayShape: 'heavy', fifo: true });
  expect((await lab.frame()).config.bandwidthKibPerSecond).toBeGreaterThan(0);
  await hands.closeDrawer();

  await page.keyboard.press('3');
  await page.keyboard.press('z');
  await expect(lab.card(3)).toHaveAccessibleName(/n3, paused/);
  await lab.until(`acknowledged ${(await lab.frame()).counters.acknowledged + 4}`);
  await expect(lab.card(3)).toHaveAccessibleName(/Waits to be resumed; \d+ events? wait/);
  await page.keyboard.press('z');
  await expect(lab.card(3)).not.toHaveAccessibleName(/paused/);
});

test('clients: an open load past what the disks can do, reads, keys, time-outs; the numbers stand beside the model', async ({ lab }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM.replace('clients=2', 'clients=2 sync=8ms sync-policy=each'));
  await lab.page.keyboard.press('n');
  const clients = lab.drawer('Clients');
  await hands.choose(clients.getByRole('radiogroup', { name: 'Load' }), 'Open');
  await hands.slide(clients.getByRole('slider', { name: 'Open load, commands/s' }), 'PageUp', 8);
  await hands.slide(clients.getByRole('slider', { name: 'Reads' }), 'Home');
  await hands.slide(clients.getByRole('slider', { name: 'Hot key' }), 'End');
  await hands.slide(clients.getByRole('slider', { name: 'Client time-out' }), 'PageDown', 3);
  await expect.poll(async () => (await lab.frame()).config).toMatchObject({ load: 'open', readPercent: 0, hotPercent: 100 });
  await hands.goOnUntil('unknown');
  expect((await lab.frame()).clients.some((c) => c.state === 'unknown')).toBe(true);
  await lab.until(`acknowledged ${(await lab.frame()).counters.acknowledged + 20}`);

  const numbers = await hands.drawer(8, 'Numbers');
  const speed = numbers.getByRole('table', { name: 'Throughput and latency' });
  await expect(speed.getByRole('row', { name: /^Answers per second/ })).toBeVisible();
  await expect(speed.getByRole('columnheader')).toHaveText(['Measured', 'Model']);
  await expect(numbers.getByRole('table', { name: 'Cost of a command' }).getByRole('row')).toHaveCount(5);
  await expect(numbers.getByText('Requests that wait for a slot')).toBeVisible();
  await expect(numbers.getByText(/By the model, one command at a time makes/)).toBeVisible();
});
