// Moves the focus: to a field that a key names, once it is there, and from part to part of the page.

/** A drawer is loaded when it is first opened: so many animation frames it is waited for. */
const PATIENCE_FRAMES = 180;
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled, .unseen), textarea, select, [tabindex="0"]';

/** Focuses the element with this `data-key-target`, now or as soon as it is drawn. */
export function focusTarget(name: string, frames = PATIENCE_FRAMES): void {
  const target = document.querySelector<HTMLInputElement>(`[data-key-target="${name}"]`);
  if (target === null) {
    if (frames > 0) requestAnimationFrame(() => focusTarget(name, frames - 1));
    return;
  }
  target.focus();
  if (target instanceof HTMLInputElement) target.select();
}

/** From the part of the page that has the focus to the next, around. */
export function nextPart(): void {
  const parts = [...document.querySelectorAll<HTMLElement>('[data-part]')].filter((p) => firstIn(p) !== undefined);
  const here = parts.findLastIndex((p) => p.contains(document.activeElement));
  const next = parts[(here + 1) % parts.length];
  if (next !== undefined) firstIn(next)?.focus();
}

/** What of a part takes the focus first: a band’s button, say, may be there for phones only. */
const firstIn = (part: HTMLElement): HTMLElement | undefined =>
  [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].find((e) => e.checkVisibility());
