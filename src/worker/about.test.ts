// What people write about a run: kept through reloads, kills, lost stores, forks and undo, carried by files, bounded, and never in the way.
import { describe, expect, it } from 'vitest';
import type { Bookmark } from '../history/about.ts';
import { config, Device, Page, SEEN_MILLIS } from './testing.ts';

const ABOUT = { title: 'Why n1 waits', author: 'Ada Lovelace', notes: 'For the second hour.\n\tAsk before you step.' };
const at = (page: Page, event: number, title = 'Look', text = 'What does n2 know?'): Bookmark => ({
  branch: page.run.branches.find((b) => b.current)!.id,
  event,
  title,
  text,
});
const put = (page: Page, bookmark: Bookmark): Promise<Bookmark> => page.ask('put-bookmark', { bookmark });
const crash = (node: number) => ({ input: { kind: 'crash' as const, node } });

/** A page whose run has been played, written about, and has two bookmarks. */
async function written(device = new Device()): Promise<Page> {
  const page = await Page.open(device);
  await page.ask('play', { speed: 1 });
  await page.pass(900);
  await page.ask('pause');
  await page.ask('about', ABOUT);
  await put(page, at(page, 120));
  await put(page, at(page, page.run.tipEvent, 'The end', ''));
  return page;
}
const said = ({ run: { title, author, notes, bookmarks, branches } }: Page) => ({ title, author, notes, bookmarks, branches });

describe('what is written about a run', () => {
  it('is told, each bookmark with the time of its moment, and playing goes on meanwhile', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(900);
    await put(page, at(page, 120));
    expect(page.frame.playing).toBe(true);
    const [seen] = await page.ask('events', { from: 119, count: 1 });
    expect(page.run.bookmarks).toEqual([{ ...at(page, 120), at: seen!.at }]);
  });

  it('is there after a kill, and after a kill that emptied the database', async () => {
    const page = await written();
    const before = said(page);
    page.kill();
    const again = await Page.open(page.device);
    expect([said(again), again.notices]).toEqual([before, []]);
    again.kill();
    page.device.tables.meta.clear();
    page.device.tables.journal.clear();
    page.device.tables.rows.length = 0;
    const rebuilt = await Page.open(page.device);
    expect([said(rebuilt), rebuilt.notices]).toEqual([before, ['storage-rebuilt']]);
    expect(page.device.marker.marked?.title).toBe(ABOUT.title);
  });

  it('is mended from the second copy where IndexedDB has lost it alone', async () => {
    const page = await written();
    const before = said(page);
    page.kill();
    page.device.tables.meta.delete('about');
    const again = await Page.open(page.device);
    expect([said(again), again.notices]).toEqual([before, ['storage-about-mended']]);
    again.kill();
    expect((await Page.open(page.device)).notices).toEqual([]);
  });

  it('stays through forks, undo and branches; a moment that is shared has one bookmark', async () => {
    const page = await written();
    await page.ask('seek', { event: 300 });
    const { forked } = await page.ask('input', crash(1));
    expect(forked).not.toBeNull();
    const main = page.run.bookmarks[0]!.branch;
    expect(await put(page, { ...at(page, 120), text: 'Seen from the branch.' })).toMatchObject({ branch: main, event: 120 });
    await page.ask('step', { unit: 'message', direction: 1 });
    await page.pass(SEEN_MILLIS);
    await put(page, at(page, page.frame.frame.event, 'Without n1'));
    expect(page.run.bookmarks.map((b) => [b.branch, b.title])).toEqual([
      [main, 'Look'],
      [main, 'The end'],
      [forked, 'Without n1'],
    ]);
    await page.ask('undo');
    await page.ask('switch-branch', { branch: main });
    expect(page.run.bookmarks.length).toBe(3);
    await page.ask('remove-branch', { branch: forked! });
    expect(page.run.bookmarks.map((b) => b.text)).toEqual(['Seen from the branch.', '']);
  });

  it('is carried by a file, word for word', async () => {
    const page = await written();
    await put(page, at(page, 200, '<img src=x onerror=alert(1)>', '“é∅” \ufffd \u{1f600}'));
    const before = said(page);
    const { name, text } = await page.ask('save');
    await page.ask('open-config', { title: 'Other', config: config({ seed: 9 }) });
    expect([page.run.title, page.run.bookmarks]).toEqual(['Other', []]);
    expect(await page.ask('open-trace', { name, text })).toEqual({ note: null });
    expect(said(page)).toEqual(before);
  });

  it('a bookmark beyond the last equal digest of a file is not lost: its words are in the notes', async () => {
    const page = await Page.open();
    await page.ask('play', { speed: 1 });
    await page.pass(4500);
    await page.ask('pause');
    await put(page, at(page, 500));
    await put(page, at(page, 1500, 'Later', 'Here it is decided.'));
    const { name, text } = await page.ask('save');
    const { note } = await page.ask('open-trace', { name, text: text.replace(/("event":2000,"digest":")./, '$1f') });
    expect(note).toMatch(/the same up to event 1000 .* One bookmark lies beyond: what it says is in the notes\.$/);
    expect(page.run.bookmarks.map((b) => b.event)).toEqual([500]);
    expect(page.run.notes).toBe('Bookmark at event 1500, “Later”: Here it is decided.');
  });

  it('a bookmark that is removed is handed over, to be put back', async () => {
    const page = await written();
    const before = page.run.bookmarks;
    const [first] = before;
    const gone = await page.ask('remove-bookmark', { branch: first!.branch, event: first!.event });
    expect(page.run.bookmarks.length).toBe(1);
    await put(page, { branch: gone.branch, event: gone.event, title: gone.title, text: gone.text });
    expect(page.run.bookmarks).toEqual(before);
  });

  it('is refused where it does not fit, with a sentence, and nothing changes', async () => {
    const page = await written();
    const before = said(page);
    const b = at(page, 120);
    await expect(put(page, { ...b, event: 1e9 })).rejects.toThrow(/has \d+ events; event 1000000000 is not among them/);
    await expect(put(page, { ...b, branch: 7 })).rejects.toThrow('There is no branch 7.');
    await expect(put(page, { ...b, title: '' })).rejects.toThrow(/bookmark\.title/);
    await expect(put(page, { ...b, title: 'two\nlines' })).rejects.toThrow(/without control characters/);
    await expect(put(page, { ...b, text: 'x'.repeat(2_001) })).rejects.toThrow(/bookmark\.text.*2000/);
    await expect(page.ask('about', { ...ABOUT, notes: 'x'.repeat(20_001) })).rejects.toThrow(/notes/);
    await expect(page.ask('about', { ...ABOUT, author: '\0' })).rejects.toThrow(/author/);
    await expect(page.ask('remove-bookmark', { branch: 0, event: 3 })).rejects.toThrow(/There is no bookmark at event 3/);
    expect(said(page)).toEqual(before);
    for (let n = 0; n < 199; n++) await put(page, at(page, n));
    await expect(put(page, at(page, 250))).rejects.toThrow('The run has 200 bookmarks; remove one before you add another.');
  });

  it('cannot be changed where the run is open in another tab', async () => {
    const page = await written();
    page.device.mine = false;
    const other = await Page.open(page.device);
    expect(other.run.bookmarks.length).toBe(2);
    await expect(other.ask('about', ABOUT)).rejects.toThrow('open in another tab');
    await expect(put(other, at(other, 5))).rejects.toThrow('open in another tab');
  });
});
