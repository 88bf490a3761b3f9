// The disks: how long a sync takes, for all nodes or for each; what kind of device that is; when it syncs; and what can go wrong with one of them.
import { useRef, useState } from 'react';
import { Hammer } from 'lucide-react';
import { answersEarly, DEFAULT_CONFIG, type Config, type FieldName } from '../../sim/config.ts';
import { setField, setNodeSync } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { Segmented } from '../kit/Choose.tsx';
import { Section } from '../kit/Panel.tsx';
import { Slider } from '../kit/Slider.tsx';
import { DiskFaults } from './DiskFaults.tsx';
import { LiveField, usePending } from './FieldControl.tsx';
import { deviceOf, DEVICES, fieldsOf, type Device, formatNumber, nodeSyncs, sliderShape } from './field-values.ts';
import { AT_ONCE, LiveFields } from './LiveFields.tsx';

/** The latency itself, and what the device presets set, stand at the head; then how writes are synced. */
const AT_THE_HEAD: readonly FieldName[] = ['syncMicros'];
const SYNCING: readonly FieldName[] = ['syncPolicy', 'groupSize', 'groupMicros'];

export function DiskControls() {
  const config = useSaid((s) => s.frame?.config) ?? DEFAULT_CONFIG;
  const readOnly = useSaid((s) => s.run?.readOnly ?? false);
  const nodes = useSaid((s) => s.frame?.nodes.length) ?? config.nodes;
  const [device, choose] = useDevice(config);
  const others = fieldsOf('disks', true).filter((n) => !AT_THE_HEAD.includes(n) && !SYNCING.includes(n));
  return (
    <>
      <Section title="Sync latency" note={AT_ONCE}>
        <div className="controls-devices">
          <Segmented
            label="Device"
            value={device}
            disabled={readOnly}
            options={DEVICES.map((d) => ({ value: d.value, label: <DeviceName device={d} /> }))}
            onChange={choose}
          />
        </div>
        <LiveField name="syncMicros" />
        <EachNode config={config} nodes={nodes} disabled={readOnly} />
        {others.map((name) => (
          <LiveField key={name} name={name} />
        ))}
      </Section>
      <LiveFields title="Sync policy" fields={SYNCING}>
        {answersEarly(config) && (
          <p className="controls-warning" role="note">
            <Hammer className="kit-icon" aria-hidden />
            Answers leave before their records are safe. What a crash takes then, somebody has been told is kept: this is not Paxos.
          </p>
        )}
      </LiveFields>
      <DiskFaults />
    </>
  );
}

/** What kind of device all disks are. Of devices passed over quickly by the arrow keys only the last is set; what differs alone is an input. */
function useDevice(config: Config): readonly [string, (value: string) => void] {
  const [shown, send] = usePending(deviceOf(config));
  const last = useRef<Device | null>(null);
  const set = async (next: Device): Promise<void> => {
    // The frame may be older than what was sent last.
    const before = last.current ?? next;
    const { syncMicros, battery } = useSaid.getState().frame!.config;
    last.current = next;
    if (syncMicros !== next.micros || before.micros !== next.micros) await setField('syncMicros', next.micros);
    if (battery !== next.battery || before.battery !== next.battery) await setField('battery', next.battery);
  };
  return [shown, (value) => send(value, () => set(DEVICES.find((d) => d.value === value)!))];
}

function DeviceName({ device: { label, micros, battery } }: { readonly device: Device }) {
  return (
    <span className="controls-device">
      {label}
      <small>{battery ? 'safe at once' : `${micros / 1000} ms`}</small>
    </span>
  );
}

interface EachNodeProps {
  readonly config: Config;
  readonly nodes: number;
  readonly disabled: boolean;
}

function EachNode({ config, nodes, disabled }: EachNodeProps) {
  const syncs = nodeSyncs(config, nodes);
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
