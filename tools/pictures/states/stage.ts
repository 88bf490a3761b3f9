// The cluster in every situation that it has signs for.
import { expect } from '@playwright/test';
import type { State, States } from '../tour.ts';

const inWorld =
  (id: string, ...conditions: readonly string[]): State =>
  async (t) => {
    await t.world(id);
    for (const c of conditions) await t.until(c);
  };

export const STAGE: States = {
  'stage-start': (t) => t.open(),
  'stage-no-leader': async (t) => {
    await t.scenario('title Before anything\ncluster 5 seed=3 clients=2');
  },
  'stage-election': async (t) => {
    await t.scenario('title An election\ncluster 5 seed=3 clients=2\ntimeout n2\nrun until promise');
    await t.step(3);
  },
  'stage-steady': inWorld('calm', 'acknowledged 12', 'in flight 3 any'),
  'stage-leader-dies': inWorld('leader-dies', 'candidacy', 'in flight 2 Promise'),
  'stage-filling': async (t) => {
    await t.world('leader-dies');
    await t.until('filling');
    await t.step(6);
  },
  'stage-gap': inWorld('lost-accept', 'choice'),
  'stage-partition': inWorld('minority'),
  'stage-one-way': inWorld('one-way', 'in flight 2 any'),
  'stage-paused': async (t) => {
    await t.world('leader-dies', 'pause n3');
    await t.until('in flight 2 any');
  },
  'stage-no-quorum': async (t) => {
    await t.world('calm');
    await t.act({ kind: 'crash', node: 1 }, { kind: 'crash', node: 2 });
    await t.until('candidacy');
  },
  'stage-disk-full': inWorld('disk-full'),
  'stage-stall': async (t) => {
    await t.world('calm');
    await t.act({ kind: 'stall', node: 2, micros: 400_000 });
    await t.until('acknowledged 9 and unsynced n2');
  },
  'stage-slow-disk': inWorld('slow-disk', 'in flight 2 any'),
  'stage-torn': inWorld('torn-tail'),
  'stage-damaged': inWorld('damaged-record'),
  'stage-lost-disk': inWorld('lost-disk'),
  'stage-battery': async (t) => {
    await t.world('disk-battery');
    await t.act({ kind: 'battery-failure', node: 2 });
    await t.until('in flight 2 any');
  },
  'stage-power': inWorld('power-failure'),
  'stage-nine': inWorld('nine-nodes', 'acknowledged 9', 'in flight 8 any'),
  'stage-seven': async (t) => {
    await t.scenario('title Seven nodes\ncluster 7 seed=5 clients=3\nrun until acknowledged 6\nrun until in flight 5 any');
  },
  'stage-one': async (t) => {
    await t.scenario('title One node\ncluster 1 seed=3 clients=2\nrun until acknowledged 4');
  },
  'stage-learner': inWorld('members-window'),
  'stage-members-change': inWorld('members-window', 'configuration', 'in flight 2 any'),
  'stage-members-changed': inWorld('members-window', 'configuration {n1 n2 n3 n4 n6} governs', 'in flight 2 any'),
  'stage-stop-the-world': inWorld('members-pause', 'in flight 1 Accept n1 -> any'),
  'stage-handover': inWorld('leader-leaves', 'handover n1', 'in flight 1 any'),
  'stage-removed': inWorld('leader-leaves', 'removed n1', 'leader n2 or leader n3 or leader n4'),
  'stage-lease': inWorld('lease-drift'),
  'stage-follower-lease': inWorld('follower-lease'),
  'stage-duel': inWorld('duelling'),
  'stage-checkpoint': inWorld('checkpoints-own', 'checkpointed'),
  'stage-coordinated': inWorld('checkpoints-coordinated', 'sent CheckpointAt'),
  'stage-install': inWorld('slow-follower', 'in flight 1 InstallCheckpoint'),
  'stage-busy': inWorld('leader-busy'),
  'stage-capacity': inWorld('past-capacity', 'acknowledged 40'),
  'stage-unknown-outcome': inWorld('client-retries'),
  'stage-copies': inWorld('lossy'),
  'stage-many': async (t) => {
    await t.scenario(
      'title Very many messages\ncluster 9 seed=4 clients=24 think=0 window=64 alpha=64 delay=40ms\nrun until acknowledged 60\nrun until in flight 90 any',
    );
    await expect(t.page.locator('.stage-flows').first()).toBeAttached();
  },
  'stage-fast': async (t) => {
    await t.world('calm');
    await t.page.evaluate(() => window.synod.speed(2));
    await t.page.evaluate(() => window.synod.play(2));
    await expect(t.page.locator('.stage-flows g').first()).toBeAttached();
  },
  'stage-reduced-motion': async (t) => {
    await t.page.emulateMedia({ reducedMotion: 'reduce' });
    await t.world('lossy');
  },
  'stage-forced-colours': async (t) => {
    await t.page.emulateMedia({ forcedColors: 'active' });
    await t.world('leader-dies');
    await t.until('candidacy');
  },
  'stage-broken-rule': inWorld('own-value'),
  'stage-violation': inWorld('own-value', 'violation'),
  'stage-went-on': async (t) => {
    await t.world('own-value');
    await t.until('violation');
    await t.key('Shift+G');
    await t.page.evaluate(() => window.synod.step('message', 1));
    await t.lab.settled();
  },
};
