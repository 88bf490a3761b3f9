// Paints what moves on the cards: the sync under way, the election time-out, the checkpoint that is serialised, what is left of a lease, and for
// how long a client has waited. Owns the transform and the opacity of these elements, and the texts that are times; React owns the rest.
import type { Frame, NodeFrame } from '../../view/frame.ts';
import { shareOf } from '../../view/motion.ts';
import { clientState } from '../../view/stage-text.ts';
import type { Scene } from './scene.ts';
import { leaseOf, leaseText } from '../../view/tags.ts';

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
    paintTags(n, t, scene);
  }
  for (const c of frame.clients) {
    const time = scene.clientTimes.get(c.session);
    if (time === undefined) continue;
    write(time, clientState(c, t));
  }
}

function paintTags(n: NodeFrame, t: number, scene: Scene): void {
  const taking = n.checkpoint?.taking ?? null;
  const done = scene.checkpoints.get(n.id);
  if (done !== undefined && taking !== null) {
    // Serialised, it is written with the next sync: the bar stays full.
    const share = taking.until === null ? 1 : shareOf(taking.setAt, taking.until, t);
    done.setAttribute('transform', `scale(${share.toFixed(4)} 1)`);
  }
  const left = scene.leases.get(n.id);
  const lease = leaseOf(n);
  if (left !== undefined && lease !== null) write(left, leaseText(lease, t));
}

function write(element: SVGElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
