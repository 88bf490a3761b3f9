// A link that carries the whole run: its trace, deflated, in the fragment of the address, with the moment shown. A fragment is never sent to
// a server, so that a link needs none; and what comes back from one is a text from outside, bounded while it unpacks and read like any file.
import { base64urlLength, deflateText, fromBase64url, inflateText, toBase64url } from '../trace/packed.ts';
import { engine } from './engine.ts';
import { openTraceFile, type Opened } from './files.ts';
import { inPieces } from './pieces.ts';
import { showNotice, useSaid } from './said.ts';

/**
 * Characters of an address that can be relied on everywhere: RFC 9110 §4.1 asks everybody to take 8,000. Browsers take more (Firefox shows
 * 65,536, Chromium opens two million), but chat programs cut or refuse messages from about twice this on, and gateways that rewrite links
 * put them into queries.
 */
export const MAX_LINK = 8_000;

const WHAT = 'The linked run';

/** Where the run’s trace stands in an address, and the moment. */
export const fragmentOf = (packed: string, event: number): string => `trace=${packed}&event=${event}`;

export type Link = { readonly ok: true; readonly address: string } | { readonly ok: false; readonly length: number };

/** The run at hand as a link to `page`, or how long it would be. */
export async function makeLink(page: string): Promise<Link> {
  const { text, event } = await engine.request('link');
  const bytes = await inPieces(deflateText(text));
  const length = page.length + 1 + fragmentOf('', event).length + base64urlLength(bytes.length);
  return length > MAX_LINK ? { ok: false, length } : { ok: true, address: `${page}#${fragmentOf(toBase64url(bytes), event)}` };
}

/** Opens what a link carries, after the usual question, and goes to its moment. A refusal is told. */
export async function openLink(packed: string, event: number | null): Promise<Opened> {
  if (useSaid.getState().run?.readOnly === true) return refuseReadOnly(packed, event);
  const bytes = fromBase64url(packed);
  const text = bytes === null ? null : await inPieces(inflateText(bytes, 'What the link carries'));
  if (text === null) return refused('The link has characters that no link of Synod has: it has been changed on the way.');
  if (!text.ok) return refused(text.error);
  const opened = await openTraceFile({ name: WHAT, text: text.value });
  // Beyond the end: the end.
  if (opened.ok && event !== null) await engine.request('seek', { event }).catch(() => undefined);
  return opened;
}

/** Another tab has the run: as long as it is open, nothing can take its place. */
function refuseReadOnly(packed: string, event: number | null): Opened {
  const again = (): void => {
    history.replaceState(history.state, '', `#${fragmentOf(packed, event ?? 0)}`);
    location.reload();
  };
  const error =
    'A run is open in another tab of this browser, and only one at a time can be changed. Close that tab, then load this one again.';
  showNotice({
    id: 'open',
    tone: 'warning',
    title: `${WHAT} was not opened`,
    text: error,
    action: { label: 'Load again and open it', run: again },
  });
  return { ok: false, error };
}

function refused(error: string): Opened {
  showNotice({ id: 'open', tone: 'error', title: `${WHAT} was not opened`, text: error });
  return { ok: false, error };
}
