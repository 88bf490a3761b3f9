// What can be done to a node, each with its key; what cannot be done now is greyed, with the reason in its tooltip.
import { Eraser, HardDriveUpload, Pause, Play, Power, PowerOff, Timer, Unlink, Waypoints } from 'lucide-react';
import { campaign, crash, heal, input, isolate, pauseNode, restart, resumeNode } from '../../state/actions.ts';
import { crashAtNextWrite } from '../../state/until.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import { Button } from '../kit/Button.tsx';

export function NodeActs({ node, frame, disabled }: { readonly node: NodeFrame; readonly frame: Frame; readonly disabled: boolean }) {
  const { id, status } = node;
  const up = status === 'up';
  return (
    <div className="inspector-acts" role="group" aria-label={`Acts on n${id}`}>
      {status === 'crashed' ? (
        <Button
          icon={Power}
          size="sm"
          look="primary"
          keys="restart"
          disabled={disabled}
          tooltip="It comes up with what its disk holds, and nothing else."
          onClick={() => void restart(id)}
        >
          Restart
        </Button>
      ) : (
        <Button
          icon={PowerOff}
          size="sm"
          look="danger"
          keys="crash"
          disabled={disabled}
          tooltip="Its memory and its unsynced rows are lost."
          onClick={() => void crash(id)}
        >
          Crash
        </Button>
      )}
      {up && (
        <Button
          icon={HardDriveUpload}
          size="sm"
          look="danger"
          keys="crashWrite"
          disabled={disabled}
          tooltip="Goes on to the next record that it writes, and crashes it there, before the sync."
          onClick={() => void crashAtNextWrite(id)}
        >
          Crash at its next write
        </Button>
      )}
      {status === 'damaged' && node.disk.full === true && (
        <Button
          icon={Eraser}
          size="sm"
          look="primary"
          disabled={disabled}
          tooltip="Writes succeed again; it comes back from what its disk holds."
          onClick={() => void input({ kind: 'free-disk', node: id })}
        >
          Free its disk
        </Button>
      )}
      {status === 'paused' ? (
        <Button
          icon={Play}
          size="sm"
          keys="sleep"
          disabled={disabled}
          tooltip="It handles what has waited, in order."
          onClick={() => void resumeNode(id)}
        >
          Resume
        </Button>
      ) : (
        <Button
          icon={Pause}
          size="sm"
          keys="sleep"
          disabled={disabled || !up}
          tooltip="It handles nothing until it is resumed; nothing is lost."
          onClick={() => void pauseNode(id)}
        >
          Pause
        </Button>
      )}
      <Button
        icon={Unlink}
        size="sm"
        keys="isolate"
        disabled={disabled}
        tooltip="Cuts all its links, both ways, its clients’ as well."
        onClick={() => void isolate(id)}
      >
        Cut off
      </Button>
      {frame.cuts.length > 0 && (
        <Button
          icon={Waypoints}
          size="sm"
          keys="heal"
          disabled={disabled}
          tooltip="Mends every link of the cluster."
          onClick={() => void heal()}
        >
          Mend links
        </Button>
      )}
      <Button
        icon={Timer}
        size="sm"
        disabled={disabled || !up || node.role === 'leader'}
        tooltip="Its election time-out fires now: it stands for election."
        onClick={() => void campaign(id)}
      >
        Time out now
      </Button>
    </div>
  );
}
