// A section of fields that take effect in the running world, and says so once, at its head.
import type { ReactNode } from 'react';
import type { FieldName } from '../../sim/config.ts';
import { Section } from '../kit/Panel.tsx';
import { LiveField } from './FieldControl.tsx';

export const AT_ONCE = 'at once, in this run';

export function LiveFields({
  title,
  fields,
  children,
}: {
  readonly title: string;
  readonly fields: readonly FieldName[];
  readonly children?: ReactNode;
}) {
  return (
    <Section title={title} note={AT_ONCE}>
      {fields.map((name) => (
        <LiveField key={name} name={name} />
      ))}
      {children}
    </Section>
  );
}
