// The signs on the time track, as small pictures, and in words for its legend.
import { MARK_KINDS, MARK_SIGNS, type MarkKind } from '../../view/mark-signs.ts';
import { hueOf } from '../kit/format.ts';

export const MARK_WORDS: readonly (readonly [MarkKind, string])[] = MARK_KINDS.map((kind) => [kind, MARK_SIGNS[kind].words]);

export function MarkShape({ kind, node }: { readonly kind: MarkKind; readonly node: number }) {
  const { d, filled, colour } = MARK_SIGNS[kind];
  const paint = colour !== null ? `var(--${colour})` : node >= 1 && node < 100 ? hueOf(node) : 'var(--ink-2)';
  return (
    <svg className="mark-shape" viewBox="0 0 14 14" aria-hidden>
      <path d={d} fill={filled ? paint : 'none'} stroke={paint} strokeWidth={filled ? 1 : 2} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
