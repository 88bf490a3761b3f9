// Checkpoints in words: taken, written, synced, the log cut below them, handed to a node that lags (C1–C6, D6, R5).
import { grouped, nameOf } from '../base/units.ts';
import { printBallot } from '../paxos/ballot.ts';
import type { Notes } from './say-acceptor.ts';
import { many, type Context, type Said } from './wording.ts';

const about = { topics: ['checkpoint', 'disk'], interest: 'routine' } as const;

/** `312 bytes`, `4.5 KiB`. */
export const sizeText = (bytes: number): string => (bytes < 1024 ? `${bytes} bytes` : `${grouped(Math.round(bytes / 102.4) / 10)} KiB`);

export function sayCheckpoint([n]: Notes<'checkpoint'>, c: Context): Said | null {
  const coordinated = c.world.config.checkpointPolicy === 'coordinated';
  switch (n.stage) {
    case 'begun':
      return {
        ...about,
        weight: 35,
        text: (s) =>
          `${s.start} begins a checkpoint of slot ${n.index}, the last that it has applied (${sizeText(n.bytes)}): ${howTaken(c)}.`,
        rules: ['C1', 'C2', coordinated ? 'C4' : 'C3', 'C5'],
        interest: 'notable',
      };
    case 'written':
      return {
        ...about,
        weight: 59,
        text: (s) => `${s.start} writes its checkpoint of slot ${n.index}, and its promise with it.${waitsForSync(c)}`,
        rules: ['C2', 'D6'],
      };
    case 'saved':
      if (c.record.notes.some((x) => x.kind === 'truncate')) return null;
      return {
        ...about,
        weight: 59,
        text: (s) => `${s.own} checkpoint of slot ${n.index} is synced.${coordinated ? ' Its log is cut when enough nodes have one.' : ''}`,
        rules: ['D6', coordinated ? 'C4' : 'C3'],
      };
  }
}

function howTaken(c: Context): string {
  switch (c.world.config.checkpointMode) {
    case 'blocking':
      return 'it handles nothing until it is serialised';
    case 'background':
      return 'a frozen copy is serialised while it goes on';
    case 'idle':
      return 'nothing was applied for a while, or it was put off for long enough';
  }
}

const waitsForSync = (c: Context): string =>
  c.record.notes.some((x) => x.kind === 'truncate') ? '' : ' Its log is not cut before that is synced.';

export function sayNameCheckpoint([n]: Notes<'name-checkpoint'>): Said {
  return {
    ...about,
    weight: 60,
    text: (s) => `${s.start} names slot ${n.index}: every node takes a checkpoint there.`,
    rules: ['C4'],
    interest: 'notable',
  };
}

/** D6: and how many records go. */
export function sayTruncate([n]: Notes<'truncate'>, c: Context): Said {
  const gone = c.record.worldNotes.reduce((sum, w) => sum + (w.kind === 'truncated' ? w.lsns.length : 0), 0);
  const early = c.record.notes.some((x) => (x.kind === 'checkpoint' && x.stage === 'written') || x.kind === 'install');
  const why = early ? 'its checkpoint there is not synced yet, and that rule is switched off' : whyCut(c);
  return {
    ...about,
    weight: early ? 63 : 61,
    text: (s) => `${s.start} cuts its log up to slot ${n.index}: ${why}. ${many(gone, 'record')} ${gone === 1 ? 'goes' : 'go'}.`,
    rules: c.world.config.checkpointPolicy === 'coordinated' ? ['D6', 'C4'] : ['D6', 'C3'],
    interest: 'notable',
  };
}

function whyCut(c: Context): string {
  const h = c.record.happening;
  const type = h.kind === 'deliver' ? h.flight.message.type : '';
  if (type === 'CheckpointSaved') return 'its checkpoint there is synced';
  if (type === 'Truncate') return 'the leader says so, and its own checkpoint there is synced';
  if (type === 'CheckpointDone') return 'all have a checkpoint there';
  return 'a quorum has a checkpoint there, and the others were waited for long enough';
}

export function sayOffer([n]: Notes<'offer'>): Said {
  return {
    weight: 64,
    text: (s) =>
      `${s.start} sends ${nameOf(n.to)} its checkpoint of slot ${n.index} (${sizeText(n.bytes)}): its log no longer holds what ${nameOf(n.to)} asks for.`,
    rules: ['R5'],
    topics: ['checkpoint', 'catch-up'],
    interest: 'notable',
  };
}

export function sayInstall([n]: Notes<'install'>, c: Context): Said {
  const promised = c.world.nodes[c.record.actor - 1]?.node.promised;
  const kept = promised === undefined || promised.round === 0 ? '' : `, and its promise ${printBallot(promised)} stays`;
  return {
    weight: 82,
    text: (s) =>
      `${s.start} installs ${nameOf(n.from)}’s checkpoint of slot ${n.index}: state, sessions, members and log up to there are replaced in one record. Votes above it${kept === '' ? ' stay' : ` stay${kept}`}.`,
    rules: ['C6', 'R5'],
    topics: ['checkpoint', 'catch-up'],
    interest: 'landmark',
  };
}
