// Two lists of the pictures of a ZIP: for a text program, and for a browser. Everything that a person wrote stands in them as text.
import type { EventNumber, Micros } from '../../base/units.ts';
import { COLOURS, type Theme } from '../../view/picture/colours.ts';
import { timeText } from '../../view/picture/draw-picture.ts';
import { escape } from '../../view/picture/to-svg.ts';

export interface Slide {
  readonly name: string;
  readonly event: EventNumber;
  readonly at: Micros;
  readonly sentence: string;
}

const nameOf = (title: string): string => (title === '' ? 'A run of Synod' : title);

export function indexMarkdown(title: string, slides: readonly Slide[]): string {
  const heads = `# ${markdown(nameOf(title))}\n\n${slides.length} pictures, one for each message.\n`;
  return (
    heads +
    slides
      .map((s) => `\n## ${timeText(s.at)} ms, event ${s.event}\n\n![${markdown(s.sentence)}](${s.name})\n\n${markdown(s.sentence)}\n`)
      .join('')
  );
}

/** Signs that Markdown would read. */
const markdown = (text: string): string => text.replaceAll(/[\\`*_[\]<>#|!]/g, (c) => `\\${c}`).replaceAll(/\s+/g, ' ');

export function indexHtml(title: string, theme: Theme, slides: readonly Slide[]): string {
  const c = COLOURS[theme];
  const name = escape(nameOf(title));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style>
  body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem; background: ${c.surface}; color: ${c.ink}; font: 1rem/1.5 Inter, system-ui, sans-serif; }
  figure { margin: 2.5rem 0; break-inside: avoid; }
  img { display: block; width: 100%; height: auto; border: 1px solid ${c.line}; border-radius: 0.5rem; }
  figcaption { margin-top: 0.5rem; }
  small { color: ${c.ink3}; font-variant-numeric: tabular-nums; }
</style>
<h1>${name}</h1>
<p>${slides.length} pictures, one for each message.</p>
${slides.map(figure).join('\n')}
</html>
`;
}

const figure = (s: Slide): string =>
  `<figure id="event-${s.event}"><img src="${s.name}" loading="lazy" width="1280" height="720" alt="${escape(s.sentence)}"><figcaption>${escape(s.sentence)}<br><small>${timeText(s.at)} ms, event ${s.event}</small></figcaption></figure>`;
