// From what was chosen in the dialog to the job that the worker gets; and how a run becomes a page that stands alone.
import { engine } from '../../state/engine.ts';
import type { ExportAsk } from '../../state/exporting.ts';
import type { Micros } from '../../base/units.ts';
import type { Frame } from '../../view/frame.ts';
import type { Job } from '../../worker/export-protocol.ts';
import type { EventRange } from './range.ts';

export interface Chosen {
  readonly ask: ExportAsk;
  readonly range: EventRange;
  readonly theme: 'light' | 'dark';
  readonly speed: number;
  /** The moment shown when the dialog was opened. */
  readonly frame: Frame;
  readonly t: Micros;
  /** The log grid had been moved there. */
  readonly logFromStart: boolean;
}

/** Null: not a job of the worker's. */
export function jobOf({ ask, range, theme, speed, frame, t, logFromStart }: Chosen): Job | null {
  const look = { theme, log: ask.log };
  const { pictureAs, scale, filmAs } = ask;
  switch (ask.format) {
    case 'picture':
      return { kind: 'picture', as: pictureAs, scale, frame, t, logFromStart, ...look };
    case 'slides':
      return { kind: 'slides', as: pictureAs, scale, messages: ask.messages, ...range, ...look };
    case 'film':
      return { kind: 'film', as: filmAs, speed, fps: ask.fps[filmAs], width: ask.width[filmAs], ...range, ...look };
    case 'page':
      return null;
    default:
      return { kind: 'text', format: ask.format, from: range.from, to: range.to, every: ask.every };
  }
}

/** The run at hand as one HTML file. */
export async function makePage(
  { ask, frame }: Chosen,
  title: string,
): Promise<{ readonly name: string; readonly file: Blob; readonly note: string }> {
  const { makeStandAlone } = await import('../../state/stand-alone.ts');
  const { name, text } = await engine.request('save');
  const event = ask.opensAt === 'shown' ? frame.event : null;
  const file = await makeStandAlone(text, title, { event, embed: ask.embed });
  return { name: name.replace(/\.synod\.json$/, '.html'), file, note: 'It needs nothing else: send it, or open it from where it lies.' };
}
