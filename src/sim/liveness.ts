// Whether what comes up in the queue is still to happen. A timer that was set anew, a sync that a crash ended, a client that was answered
// leave their events in the queue: they are passed over when they come up, since taking them out at once would cost more.
import type { Scheduled } from './agenda.ts';
import type { World } from './world.ts';

/** `later`: a timer that was put off; it is still to come, at another time. */
export function liveness(world: World, s: Scheduled): 'live' | 'stale' | 'later' {
  const { what } = s;
  if (what.kind === 'deliver') return 'live';
  if (what.kind === 'client') return world.session(what.session)?.timer === s.sequence ? 'live' : 'stale';
  const n = world.node(what.node);
  if (what.kind === 'sync') return n.disk.sync !== null && n.syncTag === s.sequence ? 'live' : 'stale';
  if (what.kind === 'group') return n.disk.groupDueAt !== null && n.groupTag === s.sequence ? 'live' : 'stale';
  const t = n.timers.get(what.timer);
  if (t === undefined || t.tag !== s.sequence) return 'stale';
  return t.dueAt > s.at ? 'later' : 'live';
}
