// How a film is made: its kind, speed, pictures per second and size, and how long it will be.
import type { Micros } from '../../base/units.ts';
import { changeExport, useExporting } from '../../state/exporting.ts';
import { FILM_PICTURES, picturesOf, secondsOf } from '../../view/film.ts';
import { Select } from '../kit/Choose.tsx';
import { formatCount, formatSpeed } from '../kit/format.ts';
import { Segmented } from '../kit/Segmented.tsx';
import { FILM_FPS, FILM_SPEEDS, FILM_WIDTHS } from './formats.ts';
import { timesText } from './RangeFields.tsx';

interface FilmFieldsProps {
  readonly speed: number;
  readonly times: { readonly from: Micros; readonly to: Micros } | null;
}

export function FilmFields({ speed, times }: FilmFieldsProps) {
  const { filmAs: as, fps, width } = useExporting((s) => s.ask);
  const refusal = whyNoWebm();
  return (
    <>
      <div className="export-pair">
        <Segmented
          label="File"
          value={as}
          options={[
            { value: 'webm', label: 'WebM' },
            { value: 'gif', label: 'GIF' },
          ]}
          sentence={
            as === 'webm'
              ? (refusal ?? 'For browsers and players: small and sharp.')
              : 'Plays everywhere, again and again; 256 colours, and larger.'
          }
          onChange={(next) => changeExport({ filmAs: next })}
        />
        <Select
          label="Speed"
          value={String(speed)}
          options={FILM_SPEEDS.map((s) => ({ value: String(s), label: formatSpeed(s), sentence: `a second shows ${virtualText(s)}` }))}
          sentence={lengthText(times, speed, fps[as], as)}
          onChange={(s) => changeExport({ speed: Number(s) })}
        />
      </div>
      <div className="export-pair">
        <Segmented
          label="Pictures per second"
          value={String(fps[as])}
          options={FILM_FPS[as].map((n) => ({ value: String(n), label: String(n) }))}
          onChange={(n) => changeExport({ fps: { ...fps, [as]: Number(n) } })}
        />
        <Segmented
          label="Width"
          note="pixels"
          value={String(width[as])}
          options={FILM_WIDTHS[as].map((n) => ({ value: String(n), label: String(n) }))}
          onChange={(n) => changeExport({ width: { ...width, [as]: Number(n) } })}
        />
      </div>
    </>
  );
}

const virtualText = (speed: number): string => (speed >= 1 ? `${speed} s` : `${Math.round(speed * 1000)} ms`);

/** What the film will be, or why there will be none. */
function lengthText(times: FilmFieldsProps['times'], speed: number, fps: number, as: 'webm' | 'gif'): string {
  if (times === null) return 'How long it will be is being asked.';
  const plan = { ...times, speed, fps };
  const pictures = picturesOf(plan);
  const length = `${timesText(times)}: a film of ${secondsOf(plan).toFixed(1)} seconds, ${formatCount(pictures)} pictures.`;
  return pictures <= FILM_PICTURES[as]
    ? length
    : `${length} At most ${formatCount(FILM_PICTURES[as])} are made: choose fewer events, or a higher speed.`;
}

/** Null: the browser has an encoder. */
export const whyNoWebm = (): string | null =>
  typeof VideoEncoder === 'undefined' ? 'This browser has no video encoder (WebCodecs): GIF is made everywhere.' : null;
