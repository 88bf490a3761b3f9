// What this page holds, where it is a stand-alone page: the run that was put into it, how it opens, and its own text, from which other pages
// are made. Read once, before anything is drawn; null in the page that a server gives.
import type { EventNumber } from '../base/units.ts';
import { RUN_ELEMENT } from '../trace/stand-alone.ts';

export interface Alone {
  /** The trace as it stands in the page; null where the page was made without one. */
  readonly trace: string | null;
  /** The moment at which it opens; null: at the start, playing. */
  readonly event: EventNumber | null;
  /** It opens with stage and time only. */
  readonly embed: boolean;
  /** The page’s text as it was made. */
  readonly source: string;
}

function findAlone(): Alone | null {
  const element = document.getElementById(RUN_ELEMENT);
  if (element === null) return null;
  const { event = '', embed } = element.dataset;
  const trace = element.textContent;
  return {
    trace: trace.trim() === '' ? null : trace,
    event: /^\d{1,12}$/.test(event) ? Number(event) : null,
    embed: embed !== undefined,
    source: sourceOf(document.documentElement),
  };
}

/** Without what the page's own start has put in: the code and the styles, unpacked. */
function sourceOf(root: HTMLElement): string {
  const copy = root.cloneNode(true) as HTMLElement;
  for (const unpacked of copy.querySelectorAll('[data-unpacked]')) unpacked.remove();
  // A parser puts white space after the end into the body; it would grow from page to page.
  return `<!doctype html>\n${copy.outerHTML.replace(/\s*<\/body>\s*<\/html>$/, '\n</body>\n</html>')}\n`;
}

/** Whether an address asks for stage and time only: `#embed`. */
export const asksEmbed = (hash: string): boolean => new URLSearchParams(hash.replace(/^#/, '')).has('embed');

export const alone: Alone | null = typeof document === 'undefined' ? null : findAlone();

/** How this page opens. */
export const opensEmbedded: boolean = alone?.embed === true || (typeof location !== 'undefined' && asksEmbed(location.hash));
