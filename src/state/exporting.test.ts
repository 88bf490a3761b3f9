// The page's end of an export: progress, a file, a refusal, a cancel; one at a time, and told to whoever has closed the dialog.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExportRequest, FromExporter, Job } from '../worker/export-protocol.ts';
import { useChoices } from './choices.ts';
import { engine } from './engine.ts';
import type { ExportWorker } from './side-workers.ts';
import { cancelExport, changeExport, startExport, startOnPage, useExporting } from './exporting.ts';
import { useSaid } from './said.ts';

vi.mock('./files.ts', () => ({ downloadFile: (name: string) => downloads.push(name) }));
vi.mock('./page-fonts.ts', () => ({ pageFonts: () => [] }));

const downloads: string[] = [];
const JOB: Job = { kind: 'text', format: 'csv', from: 0, to: 9, every: 1000 };

class FakeWorker implements ExportWorker {
  readonly heard: ExportRequest[] = [];
  ended = false;
  onmessage: ExportWorker['onmessage'] = null;
  onerror: ExportWorker['onerror'] = null;
  postMessage(message: ExportRequest): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(message: FromExporter): void {
    this.onmessage?.({ data: message } as MessageEvent<FromExporter>);
  }
}

async function begin(): Promise<FakeWorker> {
  const worker = new FakeWorker();
  await startExport(JOB, () => worker);
  return worker;
}

const stage = () => useExporting.getState().now;
const notices = (): string[] => useSaid.getState().notices.map((n) => n.title);

beforeEach(() => {
  downloads.length = 0;
  useSaid.setState({ notices: [] });
  useChoices.setState({ dialog: 'export' });
  vi.spyOn(engine, 'request').mockResolvedValue({ name: 'x', text: 'the trace' } as never);
});
afterEach(() => {
  cancelExport();
  vi.restoreAllMocks();
});

describe('an export', () => {
  it('gives the worker the run, says how far it is, and ends with a file', async () => {
    const worker = await begin();
    expect(worker.heard).toMatchObject([{ trace: 'the trace', job: JOB }]);
    worker.say({ type: 'progress', says: 'Drawing', done: 3, total: 9 });
    expect(stage()).toEqual({ stage: 'working', says: 'Drawing', done: 3, total: 9 });
    worker.say({ type: 'done', name: 'run.csv', file: new Blob(['12345']), note: '' });
    expect(stage()).toEqual({ stage: 'done', name: 'run.csv', bytes: 5, note: '' });
    expect([worker.ended, downloads, notices()]).toEqual([true, ['run.csv'], []]);
  });

  it('is refused in the worker’s words; another choice takes them away', async () => {
    const worker = await begin();
    worker.say({ type: 'refused', error: 'There would be 2,000 pictures.' });
    expect([worker.ended, stage()]).toEqual([true, { stage: 'failed', error: 'There would be 2,000 pictures.' }]);
    changeExport({ scale: 1 });
    expect(stage()).toEqual({ stage: 'idle' });
  });

  it('is said in a notice where the dialog is closed by then', async () => {
    const worker = await begin();
    useChoices.setState({ dialog: null });
    worker.say({ type: 'done', name: 'run.csv', file: new Blob([]), note: '' });
    expect(notices()).toEqual(['Exported as run.csv']);
  });

  it('cancelled, it leaves nothing behind, and another begins at once', async () => {
    const first = await begin();
    cancelExport();
    expect([first.ended, stage()]).toEqual([true, { stage: 'idle' }]);
    const second = await begin();
    first.say({ type: 'done', name: 'late.csv', file: new Blob([]), note: '' });
    expect([downloads, stage().stage]).toEqual([[], 'working']);
    second.say({ type: 'done', name: 'run.csv', file: new Blob([]), note: '' });
    expect(downloads).toEqual(['run.csv']);
  });

  it('cancelled while the engine is asked, it never begins', async () => {
    let give: (value: never) => void = () => undefined;
    vi.spyOn(engine, 'request').mockReturnValue(new Promise((resolve) => (give = resolve)));
    const make = vi.fn(() => new FakeWorker());
    const started = startExport(JOB, make);
    cancelExport();
    give({ text: '' } as never);
    await started;
    expect([make.mock.calls.length, stage()]).toEqual([0, { stage: 'idle' }]);
  });

  it('one at a time', async () => {
    await begin();
    const make = vi.fn(() => new FakeWorker());
    await startExport(JOB, make);
    await startOnPage(() => Promise.reject(new Error('never asked')));
    expect([make.mock.calls.length, stage().stage]).toEqual([0, 'working']);
  });

  it('what goes wrong is a sentence', async () => {
    await startOnPage(() => Promise.reject(new Error('The template is not beside this page.')));
    expect(stage()).toEqual({ stage: 'failed', error: 'The template is not beside this page.' });
    const worker = await begin();
    worker.onerror?.({ message: '', preventDefault: () => undefined } as ErrorEvent);
    expect(stage()).toEqual({ stage: 'failed', error: 'The export stopped: its script could not be loaded.' });
  });
});
