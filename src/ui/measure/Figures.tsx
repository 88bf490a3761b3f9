// The figures of a sweep as a table: what the charts show, for reading, for screen readers, and to be taken away; a row opens its world.
import { ClipboardCopy, Download, Play } from 'lucide-react';
import { download } from '../../state/files.ts';
import type { Measured } from '../../state/measuring.ts';
import { lookAt } from '../../state/measuring.ts';
import { showNotice } from '../../state/said.ts';
import { FIELDS } from '../../sim/fields.ts';
import type { SettingValue, SweepPoint } from '../../sim/measure/sweep.ts';
import { Button } from '../kit/Button.tsx';
import { formatCount, formatSpan } from '../kit/format.ts';
import { formatRate } from '../numbers/beside-model.ts';
import { csvOf } from './csv.ts';
import { sayValue } from './values.ts';

interface FiguresProps {
  readonly measured: Measured;
  readonly looked: SettingValue | null;
  readonly onOpen: (value: SettingValue) => void;
}

const rate = (n: number | null): string => (n === null ? '–' : formatRate(n));
const span = (n: number | null): string => (n === null ? '–' : formatSpan(n));

const COLUMNS: readonly { readonly head: string; readonly model?: true; readonly of: (p: SweepPoint) => string }[] = [
  { head: 'Answers per second', of: (p) => rate(p.perSecond) },
  { head: 'model', model: true, of: (p) => rate(p.model.perSecond) },
  { head: 'Half within', of: (p) => span(p.p50Micros) },
  { head: 'model', model: true, of: (p) => span(p.model.latencyMicros) },
  { head: '99 % within', of: (p) => span(p.p99Micros) },
  { head: 'Phase 1 messages', of: (p) => rate(p.phase1) },
  { head: 'Phase 2 messages', of: (p) => rate(p.phase2) },
  { head: 'model', model: true, of: (p) => rate(p.model.phase2) },
  { head: 'Other messages', of: (p) => rate(p.others) },
  { head: 'Phase 1 share', of: (p) => (p.phase1Share === null ? '–' : `${rate(p.phase1Share * 100)} %`) },
  { head: 'Stood', of: (p) => formatCount(p.candidacies) },
  { head: 'Elected', of: (p) => formatCount(p.elections) },
  { head: 'A crash takes, records', of: (p) => rate(p.unsynced) },
  { head: 'Answered, and gone', of: (p) => formatCount(p.gone) },
];

export function Figures({ measured, looked, onOpen }: FiguresProps) {
  const { sweep, points } = measured;
  const { label } = FIELDS[sweep.field];
  const short = points.filter((p) => p.spanMicros < sweep.spanMicros);
  return (
    <section className="measure-figures" aria-label="Figures">
      <div className="measure-figures-head">
        <h3>Figures</h3>
        <Button size="sm" icon={ClipboardCopy} onClick={() => void copyCsv(measured)}>
          Copy as CSV
        </Button>
        <Button size="sm" icon={Download} onClick={() => download('measured.csv', csvOf(measured), 'text/csv')}>
          Save as CSV
        </Button>
      </div>
      <div className="measure-table" tabIndex={0} role="group" aria-label="Figures, table">
        <table>
          <caption className="unseen">{label}, and what was measured at each value</caption>
          <thead>
            <tr>
              <th scope="col">{label}</th>
              {COLUMNS.map(({ head, model }, i) => (
                <th key={i} scope="col" data-model={model}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map((p) => (
              <tr
                key={p.value}
                data-looked={p.value === looked || undefined}
                onPointerEnter={() => lookAt(p.value)}
                onPointerLeave={() => lookAt(null)}
                onFocus={() => lookAt(p.value)}
              >
                <th scope="row">
                  <Button
                    size="sm"
                    look="quiet"
                    icon={Play}
                    aria-label={`Open the world with ${sayValue(sweep.field, p.value)}`}
                    onClick={() => onOpen(p.value)}
                  >
                    {sayValue(sweep.field, p.value)}
                  </Button>
                </th>
                {COLUMNS.map(({ of, model }, i) => (
                  <td key={i} className="mono" data-model={model}>
                    {of(p)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {short.map((p) => (
        <p key={p.value} className="kit-sentence">
          {sayValue(sweep.field, p.value)} was measured for {formatSpan(p.spanMicros)} only: so much happened that it was enough.
        </p>
      ))}
    </section>
  );
}

async function copyCsv(measured: Measured): Promise<void> {
  try {
    await navigator.clipboard.writeText(csvOf(measured));
    showNotice({ id: 'copied', tone: 'info', title: 'The figures are copied', text: 'One row a value, as CSV: a spreadsheet takes them.' });
  } catch {
    // No permission, or a page that was not served safely.
    showNotice({
      id: 'copied',
      tone: 'error',
      title: 'The figures were not copied',
      text: 'The browser does not let the page write to the clipboard. Save them as a file instead.',
    });
  }
}
