// The ready worlds: each a scenario's text, run by the real engine when it is opened. The page lists them by their own `title`, `group`, `about`
// and `try` lines, which are read here without the engine, so that the list costs little.
import { basic } from './worlds/basic.ts';
import { busy } from './worlds/busy.ts';
import { calm } from './worlds/calm.ts';
import { catchUp } from './worlds/catch-up.ts';
import { churn } from './worlds/churn.ts';
import { clientRetries } from './worlds/client-retries.ts';
import { duelling } from './worlds/duelling.ts';
import { groupCommit } from './worlds/group-commit.ts';
import { lazy } from './worlds/lazy.ts';
import { leaderDies } from './worlds/leader-dies.ts';
import { lossy } from './worlds/lossy.ts';
import { lostAccept } from './worlds/lost-accept.ts';
import { minority } from './worlds/minority.ts';
import { nineNodes } from './worlds/nine-nodes.ts';
import { ownValue } from './worlds/own-value.ts';
import { paused } from './worlds/paused.ts';
import { phantom } from './worlds/phantom.ts';
import { powerFailure } from './worlds/power-failure.ts';
import { slowDisk } from './worlds/slow-disk.ts';
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
  readyWorld('catch-up', catchUp),
  readyWorld('lossy', lossy),
  readyWorld('slow-disk', slowDisk),
  readyWorld('group-commit', groupCommit),
  readyWorld('torn-tail', tornTail),
  readyWorld('power-failure', powerFailure),
  readyWorld('client-retries', clientRetries),
  readyWorld('busy', busy),
  readyWorld('phantom', phantom),
  readyWorld('own-value', ownValue),
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
