// When a page stands still: its letters are there, nothing is loading, nothing moves, and nothing has changed for some frames. A page that plays
// never does; it is taken after as many frames as one that stands still may need.
import type { Page } from '@playwright/test';

const QUIET_FRAMES = 6;
const MOST_FRAMES = 150;

export async function settle(page: Page): Promise<void> {
  await page.evaluate(
    async ({ quiet, most }) => {
      await document.fonts.ready;
      const changes = { at: 0 };
      const watch = new MutationObserver(() => (changes.at = 0));
      watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      const waits = (): boolean =>
        document.querySelector('.drawer-waiting, [aria-busy="true"], .kit-panel[aria-hidden], .shell-track') !== null ||
        document.getAnimations().some((a) => a.playState === 'running' && a.effect?.getComputedTiming().endTime !== Infinity);
      for (let n = 0; n < most && changes.at < quiet; n++) {
        await new Promise((done) => requestAnimationFrame(done));
        changes.at = waits() ? 0 : changes.at + 1;
      }
      watch.disconnect();
    },
    { quiet: QUIET_FRAMES, most: MOST_FRAMES },
  );
}
