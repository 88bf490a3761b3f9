// Fields under the headings that the table gives them, folded: the line says what is set, so that a drawer of forty controls can be read at once.
// Those that need a new world stand in the form of one.
import { useState, type ReactNode } from 'react';
import { ChevronRight } from 'lucide-react';
import { DEFAULT_CONFIG, type Config, type FieldName } from '../../sim/config.ts';
import { useSaid } from '../../state/said.ts';
import { draftField, useDraft } from './draft.ts';
import { FieldControl, LiveField } from './FieldControl.tsx';
import { formatValue, partsOf, type FieldGroup } from './field-values.ts';
import { AT_ONCE } from './LiveFields.tsx';

export const NEW_WORLD = 'in a new world';

/** Every part of the group that has a heading. */
export function Parts({ group, live }: { readonly group: FieldGroup; readonly live: boolean }) {
  return partsOf(group, live)
    .filter(({ part }) => part !== '')
    .map(({ part, fields }) => (
      <Fold key={part} title={part} note={live ? AT_ONCE : NEW_WORLD} fields={fields}>
        {fields.map((name) => (live ? <LiveField key={name} name={name} /> : <DraftField key={name} name={name} />))}
      </Fold>
    ));
}

interface FoldProps {
  readonly title: string;
  readonly note: string;
  readonly fields: readonly FieldName[];
  readonly children: ReactNode;
}

function Fold({ title, note, fields, children }: FoldProps) {
  const config = useSaid((s) => s.frame?.config) ?? DEFAULT_CONFIG;
  const [open, setOpen] = useState(false);
  return (
    <details className="controls-fold" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <ChevronRight className="kit-icon" aria-hidden />
        <h3>{title}</h3>
        <span className="controls-fold-note">{open ? note : sayChanged(config, fields)}</span>
      </summary>
      {open && <div className="controls-fold-body">{children}</div>}
    </details>
  );
}

/** What is set otherwise than by default, or that nothing is. */
export function sayChanged(config: Config, fields: readonly FieldName[]): string {
  const changed = fields.filter((name) => config[name] !== DEFAULT_CONFIG[name]);
  if (changed.length === 0) return 'by default';
  return changed.length === 1 ? formatValue(changed[0]!, config[changed[0]!]) : `${changed.length} changed`;
}

/** A field of the world that would begin. */
export function DraftField({ name }: { readonly name: FieldName }) {
  const running = useSaid((s) => s.frame?.config[name]) ?? DEFAULT_CONFIG[name];
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const drafted = useDraft((d) => d.fields[name]);
  const value = drafted ?? running;
  return (
    <FieldControl
      name={name}
      value={value}
      disabled={readOnly}
      note={value === running ? undefined : 'not begun yet'}
      onCommit={(v) => draftField(name, v)}
    />
  );
}
