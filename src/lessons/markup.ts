// The little markup of lesson prose: `code` and *terms*. Texts are texts: nothing in them is ever HTML.

export interface Span {
  readonly kind: 'text' | 'code' | 'term';
  readonly text: string;
}

/** A paragraph as spans, in order. A mark without its partner stays as it is. */
export function spansOf(paragraph: string): readonly Span[] {
  const spans: Span[] = [];
  let rest = 0;
  for (const m of paragraph.matchAll(/`([^`]+)`|\*([^*]+)\*/g)) {
    if (m.index > rest) spans.push({ kind: 'text', text: paragraph.slice(rest, m.index) });
    spans.push(m[1] === undefined ? { kind: 'term', text: m[2]! } : { kind: 'code', text: m[1] });
    rest = m.index + m[0].length;
  }
  if (rest < paragraph.length) spans.push({ kind: 'text', text: paragraph.slice(rest) });
  return spans;
}

/** The paragraph without marks, for a screen reader and for search. */
export const plainText = (paragraph: string): string =>
  spansOf(paragraph)
    .map((s) => s.text)
    .join('');
