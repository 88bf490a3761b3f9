// What people write about the run: title, author, notes, bookmarks. Each change is safe in the store before it is answered; none changes what
// happens, so that playing goes on meanwhile.
import { must, openRun } from './desk.ts';
import type { Desk, Handler } from './host.ts';
import { mayChange, type LiveRun } from './live-run.ts';

export const about: Handler<'about'> = (desk, { title, author, notes }) =>
  writing(desk, ({ timeline }) => {
    Object.assign(timeline.writing, { title, author, notes });
    return null;
  });

export const putBookmark: Handler<'put-bookmark'> = (desk, { bookmark }) =>
  writing(desk, ({ timeline }) => must(timeline.putBookmark(bookmark)));

export const removeBookmark: Handler<'remove-bookmark'> = (desk, { branch, event }) =>
  writing(desk, ({ timeline }) => must(timeline.writing.remove(branch, event)));

// In the lane; the page is told of it.
function writing<T>(desk: Desk, change: (run: LiveRun) => T): Promise<T> {
  return desk.lane.run(async () => {
    const run = openRun(desk);
    mayChange(run);
    const done = change(run);
    run.recorder.aboutDiffers();
    await run.recorder.keep(run.timeline);
    desk.sender.changed(true);
    return done;
  });
}
