// The list of exports that are texts, for whoever offers them: apart from what writes them, so that a list needs no engine.

export interface ExportFormat {
  /** As the command line has it. */
  readonly id: string;
  readonly title: string;
  /** Of a file’s name, with its dot. */
  readonly extension: string;
  readonly mime: string;
  /** What opens it, for a person who chooses. */
  readonly sentence: string;
  /** Whether `every` matters. */
  readonly hasStretches?: true;
  /** It can begin in the middle of a run. */
  readonly startsAnywhere?: true;
}

export const EXPORTS = [
  {
    id: 'events',
    title: 'Event lines',
    extension: '.jsonl',
    mime: 'application/x-ndjson',
    sentence: 'Every fact of the run as a JSON object a line, for a checker that knows nothing of Synod.',
  },
  {
    id: 'shiviz',
    title: 'ShiViz log',
    extension: '.shiviz.log',
    mime: 'text/plain',
    sentence: 'Every event with its vector clock, for ShiViz, which draws who knew what when.',
  },
  {
    id: 'chrome',
    title: 'Trace events',
    extension: '.trace.json',
    mime: 'application/json',
    sentence: 'A track for each node and client with syncs, requests and messages, for Perfetto and chrome://tracing.',
  },
  {
    id: 'mermaid',
    title: 'Mermaid diagram',
    extension: '.mmd',
    mime: 'text/plain',
    sentence: 'A stretch of the run as a sequence diagram, as long as Mermaid reads it.',
    startsAnywhere: true,
  },
  {
    id: 'history',
    title: 'Client history',
    extension: '.history.jsonl',
    mime: 'application/x-ndjson',
    sentence: 'What the clients asked and were answered, in Jepsen’s form as JSON lines, for a checker of linearizability.',
  },
  {
    id: 'edn',
    title: 'Client history, EDN',
    extension: '.edn',
    mime: 'application/edn',
    sentence: 'The same in EDN, as Knossos reads it and the tests of Porcupine do.',
  },
  {
    id: 'itf',
    title: 'ITF trace',
    extension: '.itf.json',
    mime: 'application/json',
    sentence: 'Ballots, promises, votes, what is chosen and messages, a state at each change, for Apalache and other tools of TLA+.',
  },
  {
    id: 'csv',
    title: 'Metrics',
    extension: '.csv',
    mime: 'text/csv',
    sentence: 'A row of counts and latencies for each stretch of virtual time, for a spreadsheet.',
    hasStretches: true,
  },
] as const satisfies readonly ExportFormat[];

export type ExportId = (typeof EXPORTS)[number]['id'];
