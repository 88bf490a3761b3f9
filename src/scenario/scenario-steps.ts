// One step of a scenario in JSON: an object with one verb, and the line that it means; and back. Conditions and patterns of messages are in words, as
// everywhere; inputs are those of trace files.
import * as v from 'valibot';
import type { Input } from '../sim/inputs.ts';
import { check, inputSchema, microsSchema, nodeSchema } from '../trace/schema.ts';
import { takeCondition } from './condition-words.ts';
import type { Directive } from './directive.ts';
import type { Block } from './parse-scenario.ts';
import { printPattern, takePattern } from './pattern.ts';
import { printDirective } from './print-directive.ts';
import { SHOWS } from './show.ts';
import { Unfit, unfit, Words } from './words.ts';

const words = v.pipe(v.string(), v.maxLength(1_000), v.regex(/^[^\r\n\u2028\u2029]*$/, 'found a line’s end; expected one line'));
const count = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(max));

/** By verb: the form of the step, and the directive that it is. A comment is none. */
const STEPS = {
  input: step({ input: inputSchema }, ({ input }) => ({ kind: 'input', input: withWords(input) })),
  message: step(
    {
      message: v.picklist(['drop', 'delay', 'duplicate']),
      of: words,
      which: v.exactOptional(v.union([v.picklist(['oldest', 'all', 'next']), count(9_999)])),
      byMicros: v.exactOptional(microsSchema),
    },
    ({ message, of, which = 'oldest', byMicros }) => ({
      kind: 'message',
      act: message,
      which,
      pattern: whole(of, takePattern),
      byMicros:
        (message === 'delay') === (byMicros !== undefined) ? (byMicros ?? 0) : unfit(message, 'byMicros with a delay, and only there'),
    }),
  ),
  crashAfterWrite: step({ crashAfterWrite: nodeSchema }, (s) => ({ kind: 'crash-after-write', node: s.crashAfterWrite })),
  runMicros: step({ runMicros: microsSchema }, (s) => ({ kind: 'run', micros: s.runMicros })),
  step: step({ step: count(100_000) }, (s) => ({ kind: 'step', events: s.step })),
  runUntil: step({ runUntil: words, withinMicros: v.exactOptional(microsSchema) }, (s) => ({
    kind: 'run-until',
    condition: whole(s.runUntil, takeCondition),
    text: s.runUntil,
    within: s.withinMicros ?? null,
  })),
  expect: step({ expect: words }, (s) => ({ kind: 'expect', condition: whole(s.expect, takeCondition), text: s.expect })),
  show: step({ show: v.picklist(SHOWS), nodes: v.exactOptional(v.pipe(v.array(nodeSchema), v.maxLength(15))) }, (s) => ({
    kind: 'show',
    show: s.show,
    nodes: s.nodes ?? [],
  })),
  trace: step({ trace: v.picklist(['none', 'protocol', 'all']) }, (s) => ({ kind: 'trace', level: s.trace })),
} as const;

type StepReader = (found: unknown) => Directive;

function step<E extends v.ObjectEntries>(
  entries: E,
  make: (s: v.InferOutput<v.StrictObjectSchema<E, undefined>>) => Directive,
): StepReader {
  const schema = v.strictObject(entries);
  return (found) => {
    const checked = check(schema, 'x', found);
    if (!checked.ok) throw new Unfit(checked.error.replace(/^x(, at |: )/, '').replace(/\.$/, ''));
    return make(checked.value);
  };
}

const whole = <T>(text: string, take: (w: Words) => T): T => {
  const list = new Words(text);
  const taken = take(list);
  list.end();
  return taken;
};

const withWords = (input: Input): Input =>
  'flight' in input ? unfit(`the input “${input.kind}”, of the number of a message`, 'a step “message”, which says what it is') : input;

const VERBS = [...Object.keys(STEPS), 'comment'];

/**
 * The line of a step.
 * @throws Unfit
 */
export function readStep(found: unknown): string {
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    return unfit(Array.isArray(found) ? 'a list' : JSON.stringify(found), 'an object with one verb');
  const [verb, ...more] = Object.keys(found).filter((k) => VERBS.includes(k));
  if (verb === undefined || more.length > 0) return unfit(Object.keys(found).slice(0, 5).join(', '), `one of ${VERBS.join(', ')}`);
  if (verb !== 'comment') return printDirective(STEPS[verb as keyof typeof STEPS](found));
  const comment = 'comment' in found ? found.comment : null;
  if (Object.keys(found).length > 1 || !v.is(words, comment)) return unfit(verb, 'a comment of one line, and nothing beside it');
  return `# ${comment}`.trimEnd();
}

/** The steps of a block, comments where they stand; what a person reads and the cluster have places of their own. */
export function directiveSteps({ source, steps }: Block): object[] {
  let next = 0;
  return source.flatMap((line): object[] => {
    const text = line.trim();
    if (text.startsWith('#')) return [{ comment: text.slice(1).trim() }];
    const { directive } = steps[next++]!;
    return directive.kind === 'head' || directive.kind === 'cluster' ? [] : [stepOf(directive)];
  });
}

function stepOf(d: Exclude<Directive, { kind: 'head' | 'cluster' }>): object {
  switch (d.kind) {
    case 'input':
      return { input: d.input };
    case 'message': {
      const which = d.which === 'oldest' ? {} : { which: d.which };
      return { message: d.act, ...which, of: printPattern(d.pattern), ...(d.act === 'delay' ? { byMicros: d.byMicros } : {}) };
    }
    case 'crash-after-write':
      return { crashAfterWrite: d.node };
    case 'run':
      return { runMicros: d.micros };
    case 'step':
      return { step: d.events };
    case 'run-until':
      return { runUntil: d.text, ...(d.within === null ? {} : { withinMicros: d.within }) };
    case 'expect':
      return { expect: d.text };
    case 'show':
      return { show: d.show, ...(d.nodes.length === 0 ? {} : { nodes: d.nodes }) };
    case 'trace':
      return { trace: d.level };
  }
}
