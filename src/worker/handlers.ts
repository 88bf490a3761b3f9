// Who handles which request.
import { about, putBookmark, removeBookmark } from './on-about.ts';
import { input, switchBranch, undo } from './on-acts.ts';
import { compareBranches, removeBranch, renameBranch, restoreBranches, stopComparing } from './on-branches.ts';
import { checkHistory } from './on-history.ts';
import { digest, events, findEvents, slotDetail, storedRows, view } from './on-looks.ts';
import { recovery } from './on-recovery.ts';
import { link, openConfig, openScenario, openTrace, save } from './on-open.ts';
import { start } from './on-start.ts';
import { pastFlight, spaceTime } from './on-space-time.ts';
import { holds, pause, play, runUntil, seek, seekTime, speed, step } from './on-time.ts';
import { trend } from './on-trend.ts';
import type { Handlers } from './host.ts';

export const handlers: Handlers = {
  start,
  'open-scenario': openScenario,
  'open-config': openConfig,
  'open-trace': openTrace,
  save,
  link,
  play,
  pause,
  speed,
  step,
  seek,
  'seek-time': seekTime,
  'run-until': runUntil,
  holds,
  input,
  view,
  events,
  'find-events': findEvents,
  'slot-detail': slotDetail,
  'stored-rows': storedRows,
  recovery,
  'space-time': spaceTime,
  'past-flight': pastFlight,
  'switch-branch': switchBranch,
  'rename-branch': renameBranch,
  'remove-branch': removeBranch,
  'restore-branches': restoreBranches,
  'compare-branches': compareBranches,
  'stop-comparing': stopComparing,
  undo,
  about,
  'put-bookmark': putBookmark,
  'remove-bookmark': removeBookmark,
  'check-history': checkHistory,
  trend,
  digest,
  painted: (desk) => {
    desk.sender.painted();
    return Promise.resolve(null);
  },
};
