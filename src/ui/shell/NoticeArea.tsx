// The notices, above the time bar at the right. Each stays until it is dismissed.
import { dismissNotice, useSaid } from '../../state/said.ts';
import { Notices } from '../kit/Notices.tsx';

export function NoticeArea() {
  const notices = useSaid((s) => s.notices);
  return (
    <div className="notice-area">
      <Notices notices={notices} onDismiss={dismissNotice} />
    </div>
  );
}
