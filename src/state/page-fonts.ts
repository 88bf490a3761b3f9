// The fonts that the page was given, by their addresses, for a worker that draws with the same letters: read from the page's own style sheets, so
// that they are named in one place. Only those for Latin letters.
import type { FontSource } from '../worker/export-protocol.ts';

/** However a build has written the first 256 characters. */
const LATIN = /U\+(0{1,4}-0{0,2}FF|\?\?)/i;
const SOURCE = /url\((["']?)(.*?)\1\)/;

export function pageFonts(): FontSource[] {
  return [...document.styleSheets].flatMap((sheet) => rulesOf(sheet).flatMap((rule) => fontOf(rule, sheet.href ?? document.baseURI)));
}

/** None, where the sheet is from elsewhere and may not be read. */
function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
}

function fontOf(rule: CSSRule, base: string): FontSource[] {
  if (!(rule instanceof CSSFontFaceRule)) return [];
  const { style } = rule;
  const range = style.getPropertyValue('unicode-range');
  const address = SOURCE.exec(style.getPropertyValue('src'))?.[2];
  if (address === undefined || (range !== '' && !LATIN.test(range))) return [];
  return [
    {
      family: style.getPropertyValue('font-family').replaceAll(/["']/g, ''),
      weight: style.getPropertyValue('font-weight') || '400',
      address: new URL(address, base).href,
    },
  ];
}
