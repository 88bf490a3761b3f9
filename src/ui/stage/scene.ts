// What React and the painters of the stage share: the layout, the elements that painters move, and what is lit. React fills it, painters read
// it. Holds no frame: painters get theirs from the frame source.
import type { NodeId } from '../../base/units.ts';
import type { StageLayout } from '../../view/layout.ts';

export interface Scene {
  layout: StageLayout | null;
  /** Raised with every change of the layout, so that what was computed from the old one is thrown away. */
  version: number;
  /** Messages as flows, not one by one. */
  flows: boolean;
  /** Messages stand at three places on their way. */
  still: boolean;
  selectedFlight: number | null;
  litCommand: string;
  /** Where each shown session's client stands, by session. */
  clientIndex: ReadonlyMap<number, number>;
  readonly syncs: Map<NodeId, SVGElement>;
  readonly timeouts: Map<NodeId, SVGElement>;
  /** How much of a checkpoint is serialised, and how long a lease lasts. */
  readonly checkpoints: Map<NodeId, SVGElement>;
  readonly leases: Map<NodeId, SVGElement>;
  readonly clientTimes: Map<number, SVGElement>;
  flights: SVGGElement | null;
}

export const makeScene = (): Scene => ({
  layout: null,
  version: 0,
  flows: false,
  still: false,
  selectedFlight: null,
  litCommand: '',
  clientIndex: new Map(),
  syncs: new Map(),
  timeouts: new Map(),
  checkpoints: new Map(),
  leases: new Map(),
  clientTimes: new Map(),
  flights: null,
});

/** A ref that keeps a map up to date. */
export function refInto<K>(map: Map<K, SVGElement>, key: K) {
  return (element: SVGElement | null): void => {
    if (element === null) map.delete(key);
    else map.set(key, element);
  };
}

/** A ref for the group that the painter of messages fills. */
export function refLayer(scene: Scene) {
  return (element: SVGGElement | null): void => {
    scene.flights = element;
  };
}
