// What can be done to a node's disk: each a button with what it does and in which unit; what makes no sense now is left out or greyed.
import { BatteryWarning, DatabaseZap, Eraser, HardDriveDownload, Snail } from 'lucide-react';
import { input } from '../../state/actions.ts';
import type { NodeFrame } from '../../view/frame.ts';
import { Button } from '../kit/Button.tsx';

export const STALL_MICROS = 100_000;

export function DiskActs({ node, disabled }: { readonly node: NodeFrame; readonly disabled: boolean }) {
  const { id, status, disk } = node;
  const down = status === 'crashed';
  return (
    <div className="inspector-acts" role="group" aria-label={`Acts on the disk of n${id}`}>
      <Button
        icon={Snail}
        size="sm"
        disabled={disabled || down}
        tooltip="The sync under way, or the next one, takes 100 ms longer."
        onClick={() => void input({ kind: 'stall', node: id, micros: STALL_MICROS })}
      >
        Stall by 100 ms
      </Button>
      {disk.full === true ? (
        <Button
          icon={Eraser}
          size="sm"
          look="primary"
          disabled={disabled}
          tooltip="Writes succeed again; a node that had stopped comes back from what its disk holds."
          onClick={() => void input({ kind: 'free-disk', node: id })}
        >
          Free it
        </Button>
      ) : (
        <Button
          icon={HardDriveDownload}
          size="sm"
          disabled={disabled}
          tooltip="Its next write fails: the node stops and says so."
          onClick={() => void input({ kind: 'fill-disk', node: id })}
        >
          Fill it
        </Button>
      )}
      {disk.battery === 'works' && (
        <Button
          icon={BatteryWarning}
          size="sm"
          look="danger"
          disabled={disabled}
          tooltip="What a crash finds in the write cache is gone then, synced in name or not."
          onClick={() => void input({ kind: 'battery-failure', node: id })}
        >
          Battery fails
        </Button>
      )}
      <Button
        icon={DatabaseZap}
        size="sm"
        look="danger"
        disabled={disabled || !down}
        tooltip={
          down
            ? 'Every row is gone. Restarted, the node knows that it has forgotten (D8).'
            : 'Crash the node first: a disk is lost while it is down.'
        }
        onClick={() => void input({ kind: 'lose-disk', node: id })}
      >
        Lose it
      </Button>
    </div>
  );
}
