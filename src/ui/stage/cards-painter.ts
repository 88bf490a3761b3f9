// Paints what moves on the cards: the sync under way, the election time-out, and for how long a client has waited. Owns the transform and the
// opacity of these elements, and the clients' time; React owns the rest of the cards.
import type { Frame } from '../../view/frame.ts';
import { shareOf } from '../../view/motion.ts';
import { clientState } from '../../view/stage-text.ts';
import type { Scene } from './scene.ts';

/** From here on a time-out is about to fire. */
const NEARLY = 0.72;

export function paintCards(frame: Frame, t: number, scene: Scene): void {
  for (const n of frame.nodes) {
    const sync = scene.syncs.get(n.id);
    if (sync !== undefined) {
      const { sync: s } = n.disk;
      sync.setAttribute('transform', `scale(${(s === null ? 0 : shareOf(s.began, s.dueAt, t)).toFixed(4)} 1)`);
    }
    const timeout = scene.timeouts.get(n.id);
    if (timeout !== undefined) {
      const over = n.timeout === null ? 1 : shareOf(n.timeout.setAt, n.timeout.dueAt, t);
      timeout.setAttribute('transform', `scale(${(1 - over).toFixed(4)} 1)`);
      timeout.setAttribute('opacity', over > NEARLY ? '1' : '0.55');
    }
  }
  for (const c of frame.clients) {
    const time = scene.clientTimes.get(c.session);
    if (time === undefined) continue;
    const text = clientState(c, t);
    if (time.textContent !== text) time.textContent = text;
  }
}
