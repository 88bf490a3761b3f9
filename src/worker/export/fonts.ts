// The page's fonts in this worker, so that pictures of pixels have the page's letters. A font that does not come is done without: the next of the
// stack takes its place.
import type { FontSource } from '../export-protocol.ts';

const scope = self as unknown as { readonly fonts?: FontFaceSet };

export async function loadFonts(sources: readonly FontSource[]): Promise<void> {
  const { fonts } = scope;
  if (fonts === undefined || typeof FontFace === 'undefined') return;
  const loaded = await Promise.allSettled(
    sources.map(({ family, weight, address }) => new FontFace(family, `url(${JSON.stringify(address)})`, { weight }).load()),
  );
  for (const font of loaded) if (font.status === 'fulfilled') fonts.add(font.value);
}
