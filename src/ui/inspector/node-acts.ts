// What can be done to a node and to its disk, as data. What makes no sense now is left out, or greyed with the reason in its sentence.
import {
  BatteryWarning,
  DatabaseZap,
  Eraser,
  HardDriveDownload,
  HardDriveUpload,
  Pause,
  Play,
  Power,
  PowerOff,
  Snail,
  Timer,
  Unlink,
  Waypoints,
} from 'lucide-react';
import * as actions from '../../state/actions.ts';
import { crashAtNextWrite } from '../../state/until.ts';
import type { Frame, NodeFrame } from '../../view/frame.ts';
import type { Act } from './Acts.tsx';

const STALL_MICROS = 100_000;

export function nodeActs(node: NodeFrame, frame: Frame): readonly Act[] {
  const { id, status } = node;
  const up = status === 'up';
  return [
    status === 'crashed' ? restart(id) : crash(id),
    ...(up ? [crashWriting(id)] : []),
    ...(status === 'damaged' && node.disk.full === true ? [{ ...freeDisk(id), label: 'Free its disk' }] : []),
    status === 'paused' ? resume(id) : { ...pause(id), off: !up },
    {
      label: 'Cut off',
      icon: Unlink,
      keys: 'isolate',
      says: 'Cuts all its links, both ways, its clients’ as well.',
      run: () => actions.isolate(id),
    },
    ...(frame.cuts.length > 0 ? [MEND] : []),
    {
      label: 'Time out now',
      icon: Timer,
      off: !up || node.role === 'leader',
      says: 'Its election time-out fires now: it stands for election.',
      run: () => actions.campaign(id),
    },
  ];
}

export function diskActs({ id, status, disk }: NodeFrame): readonly Act[] {
  const down = status === 'crashed';
  return [
    {
      label: 'Stall by 100 ms',
      icon: Snail,
      off: down,
      says: 'The sync under way, or the next one, takes 100 ms longer.',
      run: () => actions.stall(id, STALL_MICROS),
    },
    disk.full === true ? freeDisk(id) : fillDisk(id),
    ...(disk.battery === 'works' ? [failBattery(id)] : []),
    {
      label: 'Lose it',
      icon: DatabaseZap,
      look: 'danger',
      off: !down,
      says: down
        ? 'Every row is gone. Restarted, the node knows that it has forgotten (D8).'
        : 'Crash the node first: a disk is lost while it is down.',
      run: () => actions.loseDisk(id),
    },
  ];
}

const MEND: Act = { label: 'Mend links', icon: Waypoints, keys: 'heal', says: 'Mends every link of the cluster.', run: actions.heal };

const restart = (id: number): Act => ({
  label: 'Restart',
  icon: Power,
  look: 'primary',
  keys: 'restart',
  says: 'It comes up with what its disk holds, and nothing else.',
  run: () => actions.restart(id),
});

const crash = (id: number): Act => ({
  label: 'Crash',
  icon: PowerOff,
  look: 'danger',
  keys: 'crash',
  says: 'Its memory and its unsynced rows are lost.',
  run: () => actions.crash(id),
});

const crashWriting = (id: number): Act => ({
  label: 'Crash at its next write',
  icon: HardDriveUpload,
  look: 'danger',
  keys: 'crashWrite',
  says: 'Goes on to the next record that it writes, and crashes it there, before the sync.',
  run: () => crashAtNextWrite(id),
});

const resume = (id: number): Act => ({
  label: 'Resume',
  icon: Play,
  keys: 'sleep',
  says: 'It handles what has waited, in order.',
  run: () => actions.resumeNode(id),
});

const pause = (id: number): Act => ({
  label: 'Pause',
  icon: Pause,
  keys: 'sleep',
  says: 'It handles nothing until it is resumed; nothing is lost.',
  run: () => actions.pauseNode(id),
});

const freeDisk = (id: number): Act => ({
  label: 'Free it',
  icon: Eraser,
  look: 'primary',
  says: 'Writes succeed again; a node that had stopped comes back from what its disk holds.',
  run: () => actions.freeDisk(id),
});

const fillDisk = (id: number): Act => ({
  label: 'Fill it',
  icon: HardDriveDownload,
  says: 'Its next write fails: the node stops and says so.',
  run: () => actions.fillDisk(id),
});

const failBattery = (id: number): Act => ({
  label: 'Battery fails',
  icon: BatteryWarning,
  look: 'danger',
  says: 'What a crash finds in the write cache is gone then, synced in name or not.',
  run: () => actions.batteryFailure(id),
});
