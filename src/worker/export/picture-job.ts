// One picture as a file: as vectors, or as pixels.
import { pictureOf, type PictureOptions } from '../../view/picture/draw-picture.ts';
import { toSvg, type SvgFile } from '../../view/picture/to-svg.ts';
import type { PictureJob } from '../export-protocol.ts';
import { makeCanvas, paintPicture } from './paint-marks.ts';
import type { Made } from './text-job.ts';

export async function pictureJob({ as, scale, frame, t, theme, log, logFromStart }: PictureJob, title: string): Promise<Made> {
  const options: PictureOptions = { title, theme, log, t, logFromStart };
  return { file: await printPicture(pictureOf(frame, options), as, scale), extension: `.${as}`, note: '' };
}

export async function printPicture(picture: SvgFile, as: 'svg' | 'png', scale: number): Promise<Blob> {
  if (as === 'svg') return new Blob([toSvg(picture)], { type: 'image/svg+xml' });
  const { canvas, context } = makeCanvas(Math.round(picture.width * scale), Math.round(picture.height * scale));
  paintPicture(context, picture, scale);
  return canvas.convertToBlob({ type: 'image/png' });
}
