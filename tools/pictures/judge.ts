// What a machine can see in a page: text that is cut, that covers other text, that lies outside the window or is too small for a lecture hall; and
// what axe finds of contrast and of what cannot be scrolled by keys. Everything else is for eyes.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Form } from './forms.ts';

/** At 1920 × 1080. */
const SMALLEST_IN_HALL = 17.9;
const RULES = ['color-contrast', 'scrollable-region-focusable', 'target-size', 'aria-hidden-focus', 'label', 'button-name'];

/** Colours and what can be reached are those of every form of a theme, so that axe, which takes its time, need not see all of them. */
const FOR_AXE: readonly string[] = ['desk-light', 'desk-dark', 'phone-light'];

/** Sentences, each with what it speaks of. */
export async function judge(page: Page, form: Form): Promise<string[]> {
  const seen = await page.evaluate(lookAtText, form.screen === 'hall' ? SMALLEST_IN_HALL : 0);
  if (!FOR_AXE.includes(form.name)) return seen;
  const { violations } = await new AxeBuilder({ page }).withRules(RULES).analyze();
  return [...seen, ...violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.any[0]?.message ?? ''}`.trim()))];
}

/** Runs in the page. */
function lookAtText(smallest: number): string[] {
  interface Text {
    readonly element: Element;
    readonly words: string;
    readonly layer: Element | null;
    readonly box: DOMRect;
  }
  const found = new Set<string>();
  const [width, height] = [innerWidth, innerHeight];
  const nameOf = (e: Element): string => `${e.tagName.toLowerCase()}.${(e.getAttribute('class') ?? '').split(' ')[0]}`;
  if (document.documentElement.scrollWidth > width) found.add(`wide: the page is ${document.documentElement.scrollWidth} wide`);

  /** What of the box is not scrolled or cut away; null: nothing. */
  const shownOf = (element: Element, box: DOMRect): DOMRect | null => {
    let [l, t, r, b] = [box.left, box.top, box.right, box.bottom];
    for (let e: Element | null = element; e !== null; e = e.parentElement) {
      if (getComputedStyle(e).overflow === 'visible' || e === document.body || e === document.documentElement) continue;
      const c = e.getBoundingClientRect();
      [l, t, r, b] = [Math.max(l, c.left), Math.max(t, c.top), Math.min(r, c.right), Math.min(b, c.bottom)];
    }
    return r - l < 1 || b - t < 1 ? null : new DOMRect(l, t, r - l, b - t);
  };
  const sizeOf = (e: Element): number => {
    const scale = e instanceof SVGGraphicsElement ? (e.getScreenCTM()?.a ?? 1) : 1;
    return parseFloat(getComputedStyle(e).fontSize) * scale;
  };

  const texts: Text[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent!.trim();
    const element = walker.currentNode.parentElement!;
    if (words === '' || element.closest('.unseen, .shell-skips, script, style, noscript') !== null) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const rect of range.getClientRects()) {
      const box = shownOf(element, rect);
      if (box === null || box.width < 2 || box.height < 2) continue;
      const layer = element.closest(
        '[role=dialog], [role=menu], [role=listbox], .notice-area, [data-sheet], [role=tooltip], .log-grid, .drawer, .controls-new, .drop-zone',
      );
      texts.push({ element, words: words.slice(0, 40), layer, box });
      if (box.left < -1 || box.top < -1 || box.right > width + 1 || box.bottom > height + 1)
        found.add(`outside: ${nameOf(element)} “${words.slice(0, 40)}”`);
    }
    // A picture's preview is a picture.
    if (smallest > 0 && element.closest('.export-preview') === null && sizeOf(element) < smallest)
      found.add(`small: ${sizeOf(element).toFixed(1)} px ${nameOf(element)} “${words.slice(0, 30)}”`);
  }

  for (const e of document.querySelectorAll('body *')) {
    // Of a legend as much is shown as there is room for.
    if (e.closest('.unseen, svg, .stage-legend, .log-legend') !== null || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const cutX = ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
    const cutY = ['hidden', 'clip'].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 2;
    if (e.clientWidth < 2 || e.clientHeight < 2 || (!cutX && !cutY) || (e.textContent ?? '').trim() === '') continue;
    const shortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    const by = `${e.clientWidth} × ${e.clientHeight} of ${e.scrollWidth} × ${e.scrollHeight}`;
    found.add(`${shortened ? 'shortened' : 'cut'}: ${nameOf(e)} ${by} “${(e.textContent ?? '').trim().slice(0, 50)}”`);
  }

  const covers = (a: DOMRect, b: DOMRect): boolean =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  const lies = (e: Element): boolean => e.closest('.log-grid, .stage-flights') === null;
  for (const [i, a] of texts.entries())
    for (const b of texts.slice(i + 1))
      if (a.element !== b.element && a.layer === b.layer && lies(a.element) && lies(b.element) && covers(a.box, b.box))
        found.add(`overlap: ${nameOf(a.element)} “${a.words}” and ${nameOf(b.element)} “${b.words}”`);
  return [...found];
}
