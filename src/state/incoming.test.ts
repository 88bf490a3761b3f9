// What is pasted, judged by its form: a link, a trace, something else that was meant for Synod, or nothing of the kind.
import { expect, test } from 'vitest';
import { whatIsMeant } from './incoming.ts';
import { fragmentOf } from './link.ts';

const PAGE = 'https://example.org/courses/synod/';

test('a link is found, alone, in a sentence, and broken over lines', () => {
  const link = { kind: 'link', packed: 'abc-_123', event: 1204 };
  const address = `${PAGE}#${fragmentOf('abc-_123', 1204)}`;
  for (const text of [address, `  ${address}\n`, `Look at this: ${address} – what happens next?`, `#${fragmentOf('abc-_123', 1204)}`])
    expect(whatIsMeant(text)).toEqual(link);
  expect(whatIsMeant(`${address.slice(0, 50)}\n${address.slice(50)}`)).toEqual(link);
  expect(whatIsMeant(`${PAGE}#trace=abc`)).toEqual({ kind: 'link', packed: 'abc', event: null });
  // Whether it can be unpacked is seen when it is.
  expect(whatIsMeant(`${PAGE}#trace=%20!`)).toMatchObject({ kind: 'link', packed: '%20!' });
});

test('a trace is told by how it begins', () => {
  expect(whatIsMeant('\n {"format":"synod-trace"}\n')).toEqual({ kind: 'trace', text: '{"format":"synod-trace"}' });
});

test('a scenario is told by its first line, or by its form in JSON', () => {
  for (const text of ['title Mine\ncluster 3', '# why it exists\n\ncluster n1 n2 n3 exact', '{ "format": "synod-scenario", "version": 1 }'])
    expect(whatIsMeant(text)).toEqual({ kind: 'trace', text });
});

test('what only names a run is refused with the way to one', () => {
  expect(whatIsMeant(`${PAGE}#world=the-leader-dies&event=1204`)).toMatchObject({
    kind: 'refused',
    why: expect.stringMatching(/does not carry the run/),
  });
  expect(whatIsMeant('leader-dies.synod.json')).toMatchObject({ kind: 'refused', why: expect.stringMatching(/name of a file/) });
});

test('what was not meant is left alone', () => {
  for (const text of [
    '',
    'Paxos',
    'https://example.org/#section',
    'x = y && event=3',
    'import x from "y"',
    'cluster analysis',
    'The title Paxos',
  ])
    expect(whatIsMeant(text)).toEqual({ kind: 'nothing' });
});
