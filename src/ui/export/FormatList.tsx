// The formats to choose from, each with its sentence: a list beside the options, or, where there is no room for one, a list that opens.
import { RadioGroup } from 'radix-ui';
import { changeExport, useExporting, type FormatId } from '../../state/exporting.ts';
import { Select } from '../kit/Choose.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import { ALL_FORMATS, FORMATS } from './formats.ts';

export function FormatList() {
  const format = useExporting((s) => s.ask.format);
  return (
    <RadioGroup.Root
      className="export-formats"
      aria-label="What to export"
      value={format}
      onValueChange={(f) => changeExport({ format: f as FormatId })}
    >
      {FORMATS.map((group) => (
        <div key={group.title} role="group" aria-label={group.title}>
          <p className="export-group">{group.title}</p>
          {group.formats.map((f) => (
            <Tooltip key={f.id} text={f.sentence} side="right">
              <RadioGroup.Item value={f.id} className="export-format">
                {f.title}
              </RadioGroup.Item>
            </Tooltip>
          ))}
        </div>
      ))}
    </RadioGroup.Root>
  );
}

export function FormatSelect() {
  const format = useExporting((s) => s.ask.format);
  return (
    <Select
      label="What to export"
      value={format}
      options={ALL_FORMATS.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(f) => changeExport({ format: f })}
    />
  );
}
