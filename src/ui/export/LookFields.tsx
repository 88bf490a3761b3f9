// How pictures look: as vectors or pixels, how many of them, light or dark, with the log or without.
import { changeExport, useExporting } from '../../state/exporting.ts';
import { SLIDE } from '../../view/picture/draw-picture.ts';
import { formatCount } from '../kit/format.ts';
import { Segmented } from '../kit/Segmented.tsx';

export function VectorOrPixels() {
  const { pictureAs, scale } = useExporting((s) => s.ask);
  return (
    <div className="export-pair">
      <Segmented
        label="File"
        value={pictureAs}
        options={[
          { value: 'svg', label: 'SVG' },
          { value: 'png', label: 'PNG' },
        ]}
        sentence={
          pictureAs === 'svg'
            ? 'Sharp at every size, and its text can be edited: for slides, print and drawing programs.'
            : 'Pixels: for whatever takes no SVG.'
        }
        onChange={(as) => changeExport({ pictureAs: as })}
      />
      {pictureAs === 'png' && (
        <Segmented
          label="Size"
          value={String(scale) as '1' | '2' | '3'}
          options={([1, 2, 3] as const).map((n) => ({ value: String(n) as '1' | '2' | '3', label: `${n}×` }))}
          sentence={`${formatCount(SLIDE.width * scale)} × ${formatCount(SLIDE.height * scale)} pixels${scale === 3 ? ': enough for print' : ''}.`}
          onChange={(n) => changeExport({ scale: Number(n) as 1 | 2 | 3 })}
        />
      )}
    </div>
  );
}

export function ThemeAndLog({ theme }: { readonly theme: 'light' | 'dark' }) {
  const log = useExporting((s) => s.ask.log);
  return (
    <div className="export-pair">
      <Segmented
        label="Colours"
        value={theme}
        options={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
        ]}
        onChange={(t) => changeExport({ theme: t })}
      />
      <Segmented
        label="Shown"
        value={log ? 'both' : 'stage'}
        options={[
          { value: 'both', label: 'Cluster and log' },
          { value: 'stage', label: 'Cluster' },
        ]}
        onChange={(shown) => changeExport({ log: shown === 'both' })}
      />
    </div>
  );
}
