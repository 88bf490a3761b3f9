// Requests as they come from the page: checked for their form before anything is done, so that a handler meets what its types say. The inputs,
// which are journalled, are checked by the schema of the journal itself.
import * as v from 'valibot';
import { ok, type Result } from '../base/result.ts';
import { aboutSchema, bookmarkSchema, check, configSchema, eventSchema, inputSchema, microsSchema, nodeSchema } from '../trace/schema.ts';
import type { Request } from './protocol.ts';

const LIMITS = { text: 2_000, scenario: 200_000, trace: 100_000_000, count: 2_000, slots: 512 } as const;

const whole = (min: number, max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const speed = v.pipe(v.number(), v.minValue(0.0001), v.maxValue(100_000));
const slot = whole(1, 1_000_000_000);
const branch = whole(0, 1_000_000_000);
const count = whole(1, LIMITS.count);
const alone = <T extends string>(type: T) => v.object({ type: v.literal(type) });

const filter = v.object({
  text: text(LIMITS.text),
  topics: v.pipe(v.array(text(40)), v.maxLength(40)),
  actor: whole(0, 100_000),
  notableOnly: v.boolean(),
});

const requestSchema = v.variant('type', [
  v.object({
    type: v.literal('start'),
    fallback: v.object({
      title: text(LIMITS.text),
      scenario: text(LIMITS.scenario),
      trace: v.optional(v.object({ name: text(LIMITS.text), text: text(LIMITS.trace), event: v.nullable(eventSchema) })),
    }),
    powerFailure: v.boolean(),
  }),
  v.object({ type: v.literal('open-scenario'), title: text(LIMITS.text), scenario: text(LIMITS.scenario) }),
  v.object({ type: v.literal('open-config'), title: text(LIMITS.text), config: configSchema, at: v.optional(microsSchema) }),
  v.object({ type: v.literal('open-trace'), name: text(LIMITS.text), text: text(LIMITS.trace) }),
  alone('save'),
  alone('link'),
  v.object({ type: v.literal('play'), speed, toTip: v.optional(v.boolean()) }),
  alone('pause'),
  v.object({ type: v.literal('speed'), speed }),
  v.object({
    type: v.literal('step'),
    unit: v.picklist(['event', 'message', 'commit', 'phase', 'landmark']),
    direction: v.picklist([1, -1]),
  }),
  v.object({ type: v.literal('seek'), event: eventSchema }),
  v.object({ type: v.literal('seek-time'), at: microsSchema }),
  v.object({ type: v.literal('run-until'), condition: text(LIMITS.text), speed: v.nullable(speed) }),
  v.object({ type: v.literal('holds'), condition: text(LIMITS.text) }),
  v.object({ type: v.literal('input'), input: inputSchema }),
  v.object({ type: v.literal('view'), firstSlot: v.nullable(slot), slots: whole(1, LIMITS.slots) }),
  v.object({ type: v.literal('events'), from: eventSchema, count }),
  v.object({ type: v.literal('find-events'), filter, before: v.nullable(eventSchema), limit: count }),
  v.object({ type: v.literal('slot-detail'), slot }),
  v.object({ type: v.literal('stored-rows'), node: nodeSchema, from: whole(0, 1_000_000_000), count }),
  v.object({ type: v.literal('recovery'), node: nodeSchema, event: eventSchema, from: whole(0, 1_000_000_000), count }),
  v.object({ type: v.literal('space-time'), from: microsSchema, to: microsSchema, about: microsSchema, heartbeats: v.boolean() }),
  v.object({ type: v.literal('past-flight'), flight: whole(0, 1_000_000_000), sentBy: eventSchema }),
  v.object({ type: v.literal('switch-branch'), branch }),
  v.object({ type: v.literal('rename-branch'), branch, name: text(LIMITS.text) }),
  v.object({ type: v.literal('remove-branch'), branch }),
  alone('restore-branches'),
  v.object({ type: v.literal('compare-branches'), branches: v.strictTuple([branch, branch]) }),
  alone('stop-comparing'),
  alone('undo'),
  v.object({
    type: v.literal('about'),
    title: v.pipe(aboutSchema.entries.title, v.minLength(1)),
    author: aboutSchema.entries.author,
    notes: aboutSchema.entries.notes,
  }),
  v.object({ type: v.literal('put-bookmark'), bookmark: bookmarkSchema }),
  v.object({ type: v.literal('remove-bookmark'), branch, event: eventSchema }),
  alone('check-history'),
  alone('trend'),
  alone('digest'),
  alone('painted'),
]);

/** The request, or a sentence that names the place, the found and the expected. */
export function checkRequest(found: unknown): Result<Request> {
  const checked = check(requestSchema as v.GenericSchema<unknown, Request>, 'The request', found);
  return checked.ok ? ok(checked.value) : checked;
}
