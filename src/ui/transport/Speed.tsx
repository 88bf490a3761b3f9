// How fast virtual time runs: 1/100 to 100 times, by factors, so that the middle is real time.
import { Slider as Radix } from 'radix-ui';
import { MAX_SPEED, MIN_SPEED, setSpeed } from '../../state/actions.ts';
import { useSaid } from '../../state/said.ts';
import { Menu } from '../kit/Menu.tsx';
import { Tooltip } from '../kit/Tooltip.tsx';
import { formatSpeed } from '../kit/format.ts';
import '../kit/slider.css';

/** Speeds that a person would name; the slider and the keys [ and ] hold to them. */
export const SPEEDS = [0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;

export function nearestSpeed(speed: number): number {
  const far = (i: number): number => Math.abs(Math.log(SPEEDS[i]! / speed));
  return SPEEDS.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
}

/** One step faster (1) or slower (−1). */
export function nextSpeed(speed: number, direction: 1 | -1): number {
  const at = Math.min(SPEEDS.length - 1, Math.max(0, nearestSpeed(speed) + direction));
  return Math.min(MAX_SPEED, Math.max(MIN_SPEED, SPEEDS[at]!));
}

/** A speed in words: what a second on the clock on the wall shows. */
export function describeSpeed(speed: number): string {
  const millis = speed * 1000;
  return `One second shows ${millis >= 1000 ? `${millis / 1000} s` : `${Math.round(millis)} ms`} of the cluster’s time.`;
}

export function SpeedSlider() {
  const speed = useSaid((s) => s.speed);
  return (
    <div className="speed">
      <span className="speed-label" id="speed-label">
        speed
      </span>
      <Tooltip text={`${describeSpeed(speed)} Keys [ and ].`}>
        <Radix.Root
          className="kit-slider-root speed-slider"
          min={0}
          max={SPEEDS.length - 1}
          step={1}
          value={[nearestSpeed(speed)]}
          onValueChange={([at]) => void setSpeed(SPEEDS[at!]!)}
        >
          <Radix.Track className="kit-slider-track">
            <Radix.Range className="kit-slider-range" />
          </Radix.Track>
          <Radix.Thumb
            className="kit-slider-thumb"
            aria-labelledby="speed-label"
            aria-valuetext={`${formatSpeed(speed)}. ${describeSpeed(speed)}`}
          />
        </Radix.Root>
      </Tooltip>
      <output className="speed-value mono">{formatSpeed(speed)}</output>
    </div>
  );
}

export function SpeedMenu() {
  const speed = useSaid((s) => s.speed);
  const items = SPEEDS.map((s) => ({
    label: formatSpeed(s),
    sentence: describeSpeed(s),
    checked: nearestSpeed(speed) === SPEEDS.indexOf(s),
    run: () => void setSpeed(s),
  }));
  return (
    <Menu items={items}>
      <button
        type="button"
        className="kit-button mono speed-button"
        data-look="plain"
        data-size="md"
        aria-label={`Speed ${formatSpeed(speed)}`}
      >
        {formatSpeed(speed)}
      </button>
    </Menu>
  );
}
