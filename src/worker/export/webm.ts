// A film as WebM: the browser's own encoder (WebCodecs), and a library that puts what it gives into a file. Time stamps are those of the film.
import type { Encoder, MakeEncoder } from './film-job.ts';
import { Refused } from '../refused.ts';

const CODECS = ['vp9', 'vp8', 'av1'] as const;
/** Bits for each pixel and second of a drawing that moves little, at 30 pictures a second. */
const BITS_PER_PIXEL = 4;
const KEYFRAME_SECONDS = 2;

export const makeWebm: MakeEncoder = async (canvas, job): Promise<Encoder> => {
  const { BufferTarget, canEncodeVideo, CanvasSource, Output, WebMOutputFormat } = await import('mediabunny');
  const bitrate = Math.round(canvas.width * canvas.height * BITS_PER_PIXEL);
  const fits = await Promise.all(
    CODECS.map((codec) => canEncodeVideo(codec, { width: canvas.width, height: canvas.height, bitrate }).catch(() => false)),
  );
  const codec = CODECS.find((_, i) => fits[i] === true);
  if (codec === undefined)
    throw new Refused('This browser has no encoder for WebM (VP9, VP8 or AV1); export the film as GIF, or use another browser.');
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate, keyFrameInterval: KEYFRAME_SECONDS, latencyMode: 'quality' });
  output.addVideoTrack(source, { frameRate: job.fps });
  await output.start();
  let at = 0;
  return {
    async add(seconds) {
      // A long last picture is told in several, since players stop at the beginning of the last one.
      for (let left = Math.round(seconds * job.fps); left > 0; left--) {
        await source.add(at / job.fps, 1 / job.fps);
        at++;
      }
    },
    async end() {
      await output.finalize();
      return new Blob([target.buffer!], { type: 'video/webm' });
    },
  };
};
