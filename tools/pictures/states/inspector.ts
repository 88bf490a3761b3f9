// Everything that can be selected, and the list of events.
import { expect } from '@playwright/test';
import type { State, States, Tour } from '../tour.ts';

const node =
  (world: string, id: number, condition = ''): State =>
  async (t) => {
    await t.world(world);
    if (condition !== '') await t.until(condition);
    await t.node(id);
  };

const message =
  (world: string, kind: string, pattern: string): State =>
  async (t) => {
    await t.world(world);
    await t.until(`in flight 1 ${pattern}`);
    await t.message(kind);
  };

async function scrolled(t: Tour, heading: RegExp): Promise<void> {
  await t.toTop(t.inspector().getByRole('heading', { name: heading }));
}

/** Presses places of the diagram until one is a message that has ended. */
async function pressEnded(t: Tour): Promise<void> {
  const diagram = t.page.getByRole('application', { name: 'Space–time diagram' });
  const said = t.page.locator('.space-time-said');
  const { width, height } = (await diagram.boundingBox())!;
  for (let x = 0.8; x > 0.3; x -= 0.03)
    for (let y = 0.25; y < 0.8; y += 0.06) {
      await diagram.click({ position: { x: width * x, y: height * y } });
      if (/sent at .*(arriv|lost)/.test(await said.innerText())) return;
    }
  throw new Error('No message that has ended is in view.');
}

async function recovering(t: Tour): Promise<void> {
  await t.world('recovery');
  await t.node(2);
  await t.key('r');
  await expect(t.lab.card(2)).toHaveAttribute('data-status', 'up');
  await t.lab.settled();
}

export const INSPECTOR: States = {
  'inspector-leader': node('slow-disk', 1),
  'inspector-follower': node('slow-disk', 2, 'in flight 2 any'),
  'inspector-candidate': async (t) => {
    await t.world('leader-dies');
    await t.until('candidacy');
    const candidate = (await t.lab.frame()).nodes.find((n) => n.role === 'candidate')!;
    await t.node(candidate.id);
  },
  'inspector-crashed': node('torn-tail', 3),
  'inspector-paused': async (t) => {
    await t.world('calm', 'pause n3');
    await t.node(3);
  },
  'inspector-full': node('disk-full', 2),
  'inspector-damaged': node('damaged-record', 3),
  'inspector-learner': node('members-window', 6),
  'inspector-lease': node('lease-drift', 1),
  'inspector-disk': async (t) => {
    await node('slow-disk', 2)(t);
    await scrolled(t, /^Disk|^Its disk/);
  },
  'inspector-stored-log': async (t) => {
    await node('torn-tail', 3)(t);
    await scrolled(t, /stored/i);
  },
  'inspector-recovered': async (t) => {
    await recovering(t);
    await scrolled(t, /recover|back/i);
  },
  'inspector-recovery': async (t) => {
    await recovering(t);
    await t.inspector().getByRole('button', { name: 'Step through it' }).click();
    await expect(t.page.getByRole('group', { name: /^Recovery, step by step/ })).toBeVisible();
    await t.page.keyboard.press('ArrowDown');
  },
  'inspector-prepare': message('leader-dies', 'Prepare', 'Prepare'),
  'inspector-promise': message('leader-dies', 'Promise', 'Promise'),
  'inspector-accept': message('lost-accept', 'Accept', 'Accept'),
  'inspector-accepted': message('calm', 'Accepted', 'Accepted'),
  'inspector-reject': message('duelling', 'Reject', 'Reject'),
  'inspector-heartbeat': message('calm', 'Heartbeat', 'Heartbeat'),
  'inspector-request': message('calm', 'Request', 'Request'),
  'inspector-reply': message('calm', 'Reply', 'Reply'),
  'inspector-catch-up': message('catch-up', 'CatchUpReply', 'CatchUpReply'),
  'inspector-checkpoint': message('slow-follower', 'InstallCheckpoint', 'InstallCheckpoint'),
  'inspector-lease-grant': message('follower-lease', 'LeaseGrant', 'LeaseGrant'),
  'inspector-gone': async (t) => {
    await message('calm', 'Accepted', 'Accepted')(t);
    await t.until('acknowledged 9');
  },
  'inspector-past-message': async (t) => {
    await t.world('calm');
    await t.until('acknowledged 9');
    if (t.phone) await t.tab('Space–time');
    else await t.key('q');
    await expect(t.page.getByRole('list', { name: 'Messages', exact: true })).toContainText('sent at');
    await pressEnded(t);
    await t.tab('Selected');
    await expect(t.inspector().getByRole('button', { name: 'Show its end' })).toBeVisible();
  },
  'inspector-slot': async (t) => {
    await t.world('lost-accept');
    await t.tab('Log');
    await t.page.locator('.log-cell[data-row="1"][data-slot="8"]').click();
    await t.tab('Selected');
    await expect(t.inspector()).toContainText('At each node');
  },
  'inspector-client': async (t) => {
    await t.world('client-retries');
    await t.page.locator('[data-client]').first().click();
    await t.tab('Selected');
    await expect(t.inspector().getByRole('heading', { name: 'Client' })).toBeVisible();
  },
  'inspector-event': async (t) => {
    await t.world('leader-dies');
    await t.until('filling');
    await t.tab('Events');
    await t.page.locator('.event-text').first().click();
    await t.tab('Selected');
  },
  'inspector-nothing': async (t) => {
    await t.world('calm');
    await t.tab('Selected');
  },
  'events-found': async (t) => {
    await t.world('leader-dies');
    await t.until('acknowledged 12');
    await t.tab('Events');
    await t.key('/');
    await t.page.keyboard.type('promise');
    await expect(t.page.locator('.events-found')).toBeVisible();
  },
  'events-none': async (t) => {
    await t.world('leader-dies');
    await t.tab('Events');
    await t.key('/');
    await t.page.keyboard.type('zebra');
    await expect(t.page.locator('.event')).toHaveCount(0);
  },
  'events-topics': async (t) => {
    await t.world('leader-dies');
    await t.until('acknowledged 9');
    await t.tab('Events');
    await t.page.getByRole('button', { name: 'Topics' }).first().click();
    await t.page.getByRole('radio', { name: 'All', exact: true }).click();
  },
  'space-time': async (t) => {
    await t.world('leader-dies');
    await t.until('filling');
    if (t.phone) await t.tab('Space–time');
    else await t.key('q');
    await expect(t.page.getByLabel('Space–time diagram')).toBeVisible();
  },
  'log-scrolled': async (t) => {
    await t.world('checkpoints-own');
    await t.until('checkpointed');
    await t.tab('Log');
    await t.page.locator('.log-grid').focus();
    await t.page.keyboard.press('Home');
  },
};
