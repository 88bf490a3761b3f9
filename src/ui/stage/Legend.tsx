// What the shapes mean, in the stage's head.
import type { FlightShape } from '../../view/frame.ts';
import { SHAPE_NAMES, SHAPES, shapeOutline } from '../../view/palette.ts';

export function Legend() {
  return (
    <ul className="stage-legend" aria-label="Shapes of messages">
      {SHAPES.map((shape) => (
        <li key={shape} data-shape={shape}>
          <Sign shape={shape} />
          {SHAPE_NAMES[shape]}
        </li>
      ))}
      <li className="stage-legend-sides">hollow asks, filled answers</li>
    </ul>
  );
}

export function Sign({ shape, answer = false }: { readonly shape: FlightShape; readonly answer?: boolean }) {
  return (
    <svg className="stage-sign" viewBox="-8 -8 16 16" aria-hidden data-kind={answer ? 'answer' : 'question'}>
      <path d={shapeOutline(shape, shape === 'client' ? 4.6 : shape === 'heartbeat' ? 6 : 5)} />
    </svg>
  );
}
