// Two pictures compared, pixel by pixel, by the browser that took them: how much of them differs, and where.
import type { Page } from '@playwright/test';

export interface Difference {
  /** Of all pixels, 0 to 1. */
  readonly share: number;
  /** The rectangle that holds all of it: left, top, right, bottom; null where the sizes differ. */
  readonly where: readonly [number, number, number, number] | null;
}

/** Channels may differ by so much where letters are drawn anew. */
const TOLERANCE = 12;

/** Null: the same. */
export async function compare(page: Page, before: Buffer, after: Buffer): Promise<Difference | null> {
  if (before.equals(after)) return null;
  return page.evaluate(
    async ({ files, tolerance }) => {
      const pixels = async (file: string): Promise<ImageData> => {
        const bytes = Uint8Array.from(atob(file), (c) => c.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
        pen.drawImage(image, 0, 0);
        return pen.getImageData(0, 0, image.width, image.height);
      };
      const [a, b] = [await pixels(files[0]!), await pixels(files[1]!)];
      if (a.width !== b.width || a.height !== b.height) return { share: 1, where: null };
      let [count, left, top, right, bottom] = [0, a.width, a.height, -1, -1];
      for (let i = 0; i < a.data.length; i += 4) {
        const differs = [0, 1, 2].some((c) => Math.abs(a.data[i + c]! - b.data[i + c]!) > tolerance);
        if (!differs) continue;
        const [x, y] = [(i / 4) % a.width, Math.floor(i / 4 / a.width)];
        count++;
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      }
      return count === 0 ? null : { share: count / (a.width * a.height), where: [left, top, right, bottom] as const };
    },
    { files: [before.toString('base64'), after.toString('base64')], tolerance: TOLERANCE },
  );
}
