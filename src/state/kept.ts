// The part of the choices that is kept on this device: its schema, and local storage, or memory where that is refused.
import * as v from 'valibot';
import { createJSONStorage, type PersistStorage, type StateStorage } from 'zustand/middleware';
import { alone } from './alone.ts';

const MAX_LESSONS = 100;
const MAX_GROUPS = 20;

const LessonProgress = v.object({
  /** The furthest that was reached. */
  stop: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(200)),
  /** Answers given, by stop: the option's index. */
  answers: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20))),
  done: v.boolean(),
});
export type LessonProgress = v.InferOutput<typeof LessonProgress>;

const KeptSchema = {
  theme: v.picklist(['system', 'light', 'dark']),
  presenter: v.boolean(),
  drawer: v.nullable(
    v.picklist(['lessons', 'worlds', 'cluster', 'network', 'disks', 'clients', 'checks', 'search', 'numbers', 'notes', 'help']),
  ),
  /** Panels that the person has closed. */
  closed: v.array(v.picklist(['log', 'events', 'inspector'])),
  /** What the panel beside the stage shows. */
  beside: v.picklist(['log', 'space-time']),
  /** What the space–time diagram shows beside messages: heartbeats, a lane for each client. */
  diagram: v.object({ heartbeats: v.boolean(), clients: v.boolean() }),
  /** Sizes of panels in per cent, by group, by panel. */
  layout: v.pipe(
    v.record(v.string(), v.record(v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(100)))),
    v.check((groups) => Object.keys(groups).length <= MAX_GROUPS),
  ),
  /** Whether the strip under the stage suggests something to try. */
  hints: v.boolean(),
  /** Whether the run was playing when the page was left. */
  playOnStart: v.boolean(),
  /** The lesson under way, or ''. */
  lesson: v.pipe(v.string(), v.maxLength(60)),
  lessons: v.pipe(
    v.record(v.string(), LessonProgress),
    v.check((lessons) => Object.keys(lessons).length <= MAX_LESSONS),
  ),
};

export interface Kept {
  theme: 'system' | 'light' | 'dark';
  presenter: boolean;
  drawer: 'lessons' | 'worlds' | 'cluster' | 'network' | 'disks' | 'clients' | 'checks' | 'search' | 'numbers' | 'notes' | 'help' | null;
  closed: ('log' | 'events' | 'inspector')[];
  beside: 'log' | 'space-time';
  diagram: { heartbeats: boolean; clients: boolean };
  layout: Record<string, Record<string, number>>;
  hints: boolean;
  playOnStart: boolean;
  lesson: string;
  lessons: Record<string, LessonProgress>;
}

/** The fields that fit; the others are left out, each by itself. */
export function checkKept(found: unknown): Partial<Kept> {
  if (typeof found !== 'object' || found === null) return {};
  const fits: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(KeptSchema)) {
    const parsed = v.safeParse(schema, (found as Record<string, unknown>)[name]);
    if (parsed.success) fits[name] = parsed.output;
  }
  return fits as Partial<Kept>;
}

/**
 * Local storage; in a stand-alone page, which keeps nothing, and where it is missing, refused or full, memory: choices are a convenience, and
 * nothing else depends on them.
 */
export function keptStorage(): PersistStorage<Kept> | undefined {
  return createJSONStorage<Kept>(() => guarded(new Map()));
}

function guarded(memory: Map<string, string>): StateStorage {
  const attempt = <T>(onDevice: () => T, inMemory: () => T): T => {
    if (alone !== null) return inMemory();
    try {
      return onDevice();
    } catch {
      // Private mode, blocked by policy, full, or not a browser.
      return inMemory();
    }
  };
  return {
    getItem: (name) =>
      attempt(
        () => localStorage.getItem(name),
        () => memory.get(name) ?? null,
      ),
    setItem: (name, value) =>
      attempt(
        () => localStorage.setItem(name, value),
        () => void memory.set(name, value),
      ),
    removeItem: (name) =>
      attempt(
        () => localStorage.removeItem(name),
        () => void memory.delete(name),
      ),
  };
}
