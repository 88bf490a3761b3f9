// The way back from a zoomed view to the whole run.
import { Maximize2 } from 'lucide-react';
import { Button } from '../kit/Button.tsx';

export function ZoomButtons({ onWhole }: { readonly onWhole: () => void }) {
  return (
    <div className="timeline-zoom">
      <Button size="sm" icon={Maximize2} onClick={onWhole}>
        Whole run
      </Button>
    </div>
  );
}
