// The disks: how long a sync takes, for all nodes or for each; what kind of device that is; how writes are grouped.
import { useState } from 'react';
import { DEFAULT_CONFIG, type Config } from '../../sim/config.ts';
import { setField, setNodeSync } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { Segmented } from '../kit/Choose.tsx';
import { Section } from '../kit/Panel.tsx';
import { Slider } from '../kit/Slider.tsx';
import { LiveField, usePending } from './FieldControl.tsx';
import { deviceOf, DEVICES, fieldsOf, formatNumber, nodeSyncs, sliderShape } from './field-values.ts';
import { AT_ONCE, LiveFields } from './LiveFields.tsx';

const GROUP_COMMIT = ['groupSize', 'groupMicros'] as const;

export function DiskControls() {
  const config = useSaid((s) => s.frame?.config) ?? DEFAULT_CONFIG;
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const others = fieldsOf('disks', true).filter((n) => n !== 'syncMicros' && !(GROUP_COMMIT as readonly string[]).includes(n));
  return (
    <>
      <Section title="Sync latency" note={AT_ONCE}>
        <Segmented
          label="Device"
          value={deviceOf(config.syncMicros)}
          disabled={readOnly}
          options={DEVICES.map(({ value, label, micros }) => ({ value, label: <Device name={label} micros={micros} /> }))}
          onChange={(value) => {
            const device = DEVICES.find((d) => d.value === value);
            if (device !== undefined) void setField('syncMicros', device.micros);
          }}
        />
        <LiveField name="syncMicros" />
        <EachNode config={config} disabled={readOnly} />
        {others.map((name) => (
          <LiveField key={name} name={name} />
        ))}
      </Section>
      <LiveFields title="Group commit" fields={GROUP_COMMIT} />
    </>
  );
}

function Device({ name, micros }: { readonly name: string; readonly micros: number }) {
  return (
    <span className="controls-device">
      {name}
      <small>{micros / 1000} ms</small>
    </span>
  );
}

function EachNode({ config, disabled }: { readonly config: Config; readonly disabled: boolean }) {
  const syncs = nodeSyncs(config);
  const differs = syncs.some((s) => s.own);
  const [wanted, setWanted] = useState(false);
  const each = wanted || differs;
  return (
    <>
      <Segmented
        bare
        label="Sync latency for"
        value={each ? 'each' : 'all'}
        disabled={disabled}
        options={[
          { value: 'all', label: 'All alike' },
          { value: 'each', label: 'Each node its own' },
        ]}
        onChange={(value) => {
          setWanted(value === 'each');
          if (value === 'all') for (const s of syncs) if (s.own) void setNodeSync(s.node, null);
        }}
      />
      {each && (
        <div className="controls-nodes">
          {syncs.map((s) => (
            <NodeSync key={s.node} {...s} common={config.syncMicros} disabled={disabled} />
          ))}
        </div>
      )}
    </>
  );
}

interface NodeSyncProps {
  readonly node: number;
  readonly micros: number;
  readonly own: boolean;
  readonly common: number;
  readonly disabled: boolean;
}

/** Set to what all have, a node's disk is as the others' again. */
function NodeSync({ node, micros, own, common, disabled }: NodeSyncProps) {
  const [shown, send] = usePending(micros);
  return (
    <Slider
      {...sliderShape('syncMicros')}
      label={`n${node}`}
      node={node}
      value={shown}
      note={own ? undefined : 'as all'}
      defaultValue={common}
      disabled={disabled}
      format={(v) => formatNumber('syncMicros', v)}
      onCommit={(v) => send(v, () => setNodeSync(node, v === common ? null : v))}
    />
  );
}
