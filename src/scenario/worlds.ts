// The ready worlds: each a scenario's text, run by the real engine when it is opened. The page lists them by their own `title`, `group`, `about`
// and `try` lines, which are read here without the engine, so that the list costs little.
import { basic } from './worlds/basic.ts';
import { busy } from './worlds/busy.ts';
import { calm } from './worlds/calm.ts';
import { catchUp } from './worlds/catch-up.ts';
import { checkpointIdle } from './worlds/checkpoint-idle.ts';
import { checkpointPause } from './worlds/checkpoint-pause.ts';
import { checkpointsCoordinated } from './worlds/checkpoints-coordinated.ts';
import { checkpointsOwn } from './worlds/checkpoints-own.ts';
import { churn } from './worlds/churn.ts';
import { clientRetries } from './worlds/client-retries.ts';
import { damagedRecord } from './worlds/damaged-record.ts';
import { diskBattery } from './worlds/disk-battery.ts';
import { diskFull } from './worlds/disk-full.ts';
import { diskNvme } from './worlds/disk-nvme.ts';
import { diskSpinning } from './worlds/disk-spinning.ts';
import { diskSsd } from './worlds/disk-ssd.ts';
import { duelling } from './worlds/duelling.ts';
import { earlyAnswers } from './worlds/early-answers.ts';
import { epochs } from './worlds/epochs.ts';
import { followerLease } from './worlds/follower-lease.ts';
import { groupCommit } from './worlds/group-commit.ts';
import { heavyTail } from './worlds/heavy-tail.ts';
import { lazy } from './worlds/lazy.ts';
import { leaderBusy } from './worlds/leader-busy.ts';
import { leaderDies } from './worlds/leader-dies.ts';
import { leaderLeaves } from './worlds/leader-leaves.ts';
import { leaseDrift } from './worlds/lease-drift.ts';
import { leaseNoBound } from './worlds/lease-no-bound.ts';
import { lossy } from './worlds/lossy.ts';
import { lostAccept } from './worlds/lost-accept.ts';
import { lostDisk } from './worlds/lost-disk.ts';
import { membersPause } from './worlds/members-pause.ts';
import { membersWindow } from './worlds/members-window.ts';
import { minority } from './worlds/minority.ts';
import { narrowLink } from './worlds/narrow-link.ts';
import { nineNodes } from './worlds/nine-nodes.ts';
import { oneWay } from './worlds/one-way.ts';
import { ownValue } from './worlds/own-value.ts';
import { pastCapacity } from './worlds/past-capacity.ts';
import { paused } from './worlds/paused.ts';
import { phantomRight } from './worlds/phantom-right.ts';
import { phantom } from './worlds/phantom.ts';
import { powerFailure } from './worlds/power-failure.ts';
import { readModes } from './worlds/read-modes.ts';
import { race } from './worlds/race.ts';
import { readAsksNobody } from './worlds/read-asks-nobody.ts';
import { recovery } from './worlds/recovery.ts';
import { retriedRequest } from './worlds/retried-request.ts';
import { runsTwice } from './worlds/runs-twice.ts';
import { slowDisk } from './worlds/slow-disk.ts';
import { slowFollower } from './worlds/slow-follower.ts';
import { staleCheckpoint } from './worlds/stale-checkpoint.ts';
import { syncBottleneck } from './worlds/sync-bottleneck.ts';
import { tornTail } from './worlds/torn-tail.ts';

export interface ReadyWorld {
  /** In addresses: `leader-dies`. */
  readonly id: string;
  readonly title: string;
  /** One heading of the list. */
  readonly group: string;
  /** A sentence or two: what one will see. */
  readonly about: string;
  /** What to try, a sentence each. */
  readonly tries: readonly string[];
  /** The scenario, for `open-scenario`. */
  readonly text: string;
}

/** What is begun where nothing is stored. */
export const DEFAULT_WORLD: ReadyWorld = readyWorld('leader-dies', leaderDies);

/** All of them, in the order of the list; worlds of a group stand together. */
export const WORLDS: readonly ReadyWorld[] = [
  readyWorld('calm', calm),
  readyWorld('nine-nodes', nineNodes),
  DEFAULT_WORLD,
  readyWorld('duelling', duelling),
  readyWorld('paused', paused),
  readyWorld('churn', churn),
  readyWorld('lazy', lazy),
  readyWorld('basic', basic),
  readyWorld('lost-accept', lostAccept),
  readyWorld('minority', minority),
  readyWorld('one-way', oneWay),
  readyWorld('catch-up', catchUp),
  readyWorld('lossy', lossy),
  readyWorld('heavy-tail', heavyTail),
  readyWorld('checkpoints-own', checkpointsOwn),
  readyWorld('checkpoints-coordinated', checkpointsCoordinated),
  readyWorld('checkpoint-pause', checkpointPause),
  readyWorld('checkpoint-idle', checkpointIdle),
  readyWorld('recovery', recovery),
  readyWorld('narrow-link', narrowLink),
  readyWorld('members-pause', membersPause),
  readyWorld('members-window', membersWindow),
  readyWorld('leader-leaves', leaderLeaves),
  readyWorld('read-modes', readModes),
  readyWorld('lease-drift', leaseDrift),
  readyWorld('follower-lease', followerLease),
  readyWorld('slow-disk', slowDisk),
  readyWorld('group-commit', groupCommit),
  readyWorld('disk-spinning', diskSpinning),
  readyWorld('disk-ssd', diskSsd),
  readyWorld('disk-nvme', diskNvme),
  readyWorld('disk-battery', diskBattery),
  readyWorld('disk-full', diskFull),
  readyWorld('torn-tail', tornTail),
  readyWorld('damaged-record', damagedRecord),
  readyWorld('lost-disk', lostDisk),
  readyWorld('power-failure', powerFailure),
  readyWorld('client-retries', clientRetries),
  readyWorld('race', race),
  readyWorld('busy', busy),
  readyWorld('epochs', epochs),
  readyWorld('leader-busy', leaderBusy),
  readyWorld('past-capacity', pastCapacity),
  readyWorld('phantom-right', phantomRight),
  readyWorld('sync-bottleneck', syncBottleneck),
  readyWorld('slow-follower', slowFollower),
  readyWorld('retried-request', retriedRequest),
  readyWorld('phantom', phantom),
  readyWorld('stale-checkpoint', staleCheckpoint),
  readyWorld('own-value', ownValue),
  readyWorld('runs-twice', runsTwice),
  readyWorld('read-asks-nobody', readAsksNobody),
  readyWorld('lease-no-bound', leaseNoBound),
  readyWorld('early-answers', earlyAnswers),
];

function readyWorld(id: string, text: string): ReadyWorld {
  const lines = text.split('\n');
  const of = (word: string): string[] => lines.filter((l) => l.startsWith(`${word} `)).map((l) => l.slice(word.length + 1).trim());
  return {
    id,
    title: of('title').join(' '),
    group: of('group').join(' '),
    about: of('about').join(' '),
    tries: of('try'),
    text: text.trim(),
  };
}
