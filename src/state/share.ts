// The run at hand given away as a link: made, put into the clipboard, or shown where there is none. What makes the link is loaded when it is
// first wanted; the clipboard is asked at once, while the press that allows it still counts.
import { useChoices } from './choices.ts';
import { EngineLost } from './engine.ts';
import { save } from './files.ts';
import type { Link } from './link.ts';
import { showNotice } from './said.ts';

const grouped = (n: number): string => n.toLocaleString('en');

/** Copies a link to the run and the moment shown. */
export async function copyLink(): Promise<void> {
  if (location.protocol === 'file:') return sayOnlyHere();
  const page = location.href.replace(/#.*/s, '');
  const making = import('./link.ts').then(async ({ makeLink, MAX_LINK }) => ({ link: await makeLink(page), max: MAX_LINK }));
  const address = making.then(({ link }) => (link.ok ? link.address : Promise.reject(new Error('The link is too long.'))));
  const copied = toClipboard(address);
  try {
    const { link, max } = await making;
    if (!link.ok) sayTooLong(link, max);
    else if (await copied) sayCopied(link.address);
    else showLink(link.address);
  } catch (error) {
    if (error instanceof EngineLost) return;
    showNotice({ id: 'link', tone: 'error', title: 'No link was made', text: error instanceof Error ? error.message : String(error) });
  }
}

/** Whether the text is in the clipboard. Browsers ask to be told within the press, and wait for the text. */
async function toClipboard(text: Promise<string>): Promise<boolean> {
  try {
    const blob = text.then((t) => new Blob([t], { type: 'text/plain' }));
    blob.catch(() => undefined); // told by whoever makes the link; here it may come when nobody waits for it any more
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return true;
  } catch {
    // Missing (a page without https), refused by the person or by policy, or no link to copy.
    return false;
  }
}

function sayCopied(address: string): void {
  showNotice({
    id: 'link',
    tone: 'info',
    title: 'The link is copied',
    text: `Its ${grouped(address.length)} characters hold the whole run: whoever opens it has the same run at the same moment, and a copy of their own. Nothing is sent to a server.`,
  });
}

/** A page opened from a file has an address that means nothing elsewhere. */
function sayOnlyHere(): void {
  showNotice({
    id: 'link',
    tone: 'info',
    title: 'A link would lead to this computer only',
    text: 'This page was opened from a file, which nobody else has at its address. Give the file itself away, or the run saved as a file.',
    action: { label: 'Save the run as a file', run: () => void save() },
  });
}

function sayTooLong({ length }: Extract<Link, { ok: false }>, max: number): void {
  showNotice({
    id: 'link',
    tone: 'warning',
    title: 'The run does not fit into a link',
    text: `The link would have ${grouped(length)} characters; addresses of up to ${grouped(max)} pass everywhere. A file has room for any run.`,
    action: { label: 'Save the run as a file', run: () => void save() },
  });
}

function showLink(address: string): void {
  useChoices.setState((c) => {
    c.link = address;
    c.dialog = 'link';
  });
}
