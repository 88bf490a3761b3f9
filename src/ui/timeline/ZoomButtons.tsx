// Closer, farther, and back to the whole run: what the wheel does, for those who have none.
import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '../kit/Button.tsx';
import { ZOOM_STEP, type Zoom } from './use-zoom.ts';

export function ZoomButtons({ zoom }: { readonly zoom: Zoom }) {
  return (
    <div className="timeline-zoom" role="group" aria-label="Zoom of the time track">
      <IconButton
        icon={ZoomOut}
        look="quiet"
        size="sm"
        label="Farther"
        tooltip="Show a longer stretch of time"
        disabled={!zoom.zoomed}
        onClick={() => zoom.by(1 / ZOOM_STEP)}
      />
      <IconButton
        icon={ZoomIn}
        look="quiet"
        size="sm"
        label="Closer"
        tooltip="Show a shorter stretch; or draw one along the times"
        onClick={() => zoom.by(ZOOM_STEP)}
      />
      <IconButton
        icon={Maximize2}
        look="quiet"
        size="sm"
        label="Whole run"
        tooltip="Show the whole run"
        disabled={!zoom.zoomed}
        onClick={zoom.reset}
      />
    </div>
  );
}
