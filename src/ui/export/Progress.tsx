// How far an export is, and what came of it: in the dialog's foot, spoken as it changes.
import { cancelExport, useExporting, type ExportStage } from '../../state/exporting.ts';
import { Button } from '../kit/Button.tsx';
import { formatCount } from '../kit/format.ts';

export function Progress() {
  const now = useExporting((s) => s.now);
  return (
    <div className="export-state" data-stage={now.stage}>
      <p className="export-says" role={now.stage === 'failed' ? 'alert' : 'status'}>
        {sayStage(now)}
      </p>
      {now.stage === 'working' && (
        <progress aria-label="Progress of the export" {...(now.total === 0 ? {} : { value: now.done, max: now.total })} />
      )}
    </div>
  );
}

export const CancelButton = () => <Button onClick={cancelExport}>Cancel the export</Button>;

function sayStage(now: ExportStage): string {
  switch (now.stage) {
    case 'idle':
      return '';
    case 'working':
      return now.total === 0 ? `${now.says}.` : `${now.says}: ${formatCount(now.done)} of ${formatCount(now.total)}.`;
    case 'done':
      return `${now.name} is in your downloads: ${bytesText(now.bytes)}.${now.note === '' ? '' : ` ${now.note}`}`;
    case 'failed':
      return now.error;
  }
}

/** `812 bytes`, `34 kB`, `1.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const [n, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${n >= 100 ? formatCount(Math.round(n)) : n.toFixed(1).replace(/\.0$/, '')} ${unit}`;
}
