// Asks the browser to keep every file of the page, once it stands: from then on it opens without a network. The worker that keeps them is made
// by the build (tools/offline). Where the browser keeps none, the page is as it was.
import { create } from 'zustand';

/** Its name in the folder of the page: its place says what it may keep. */
export const OFFLINE_WORKER = 'offline.js';

/** Whether the page opens without a network. */
export const useOffline = create<boolean>()(() => false);

export async function keepFiles(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(OFFLINE_WORKER, { updateViaCache: 'none' });
    await navigator.serviceWorker.ready;
    useOffline.setState(true, true);
  } catch (refused) {
    // A browser that is told to keep nothing; nobody's run depends on it.
    console.info('Synod will need the network to open:', refused);
  }
}
