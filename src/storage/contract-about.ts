// The cases of the storage contract about what people have written about a run.
import { aboutOf, onlyTitle, type About } from '../history/about.ts';
import { at, begun, commitOf, loaded, same, sampleRun, vote, type ContractCase } from './contract-parts.ts';
import { aboutText, cutText } from './stored.ts';

export const ABOUT_CASES: readonly ContractCase[] = [
  {
    name: 'what is written about the run changes with a commit, and stays through those that say nothing of it',
    run: async (subject) => {
      const durable = await begun(subject);
      const about: About = { title: 'Other', author: '', notes: 'n', bookmarks: [{ branch: 0, event: 3, title: 'b', text: '\t' }] };
      await durable.commit(commitOf({ about }), at(1, 1));
      await durable.commit(commitOf({ rows: [{ node: 0, add: [vote(3, 1)], remove: [] }] }), at(2, 1));
      const first = await loaded(subject);
      same([aboutOf(first.run), first.aboutWhole], [about, true], 'what is written');
      const again = await subject.open();
      await again.load();
      await again.commit(commitOf({}), at(3, 1));
      same(aboutOf((await loaded(subject)).run), about, 'what is written, later');
    },
  },
  {
    name: 'what was written about the run and is missing, changed or of another moment is noticed; the run is there all the same',
    run: async (subject) => {
      const texts = [undefined, aboutText({ ...onlyTitle('Other') }), { ...aboutText(sampleRun()), sum: '00000000000000' }];
      for (const text of texts) {
        await begun(subject);
        await subject.tamper('meta', 'about', text);
        const found = await loaded(subject);
        same([found.aboutWhole, found.journalWhole, found.run.damage.length], [false, true, 1], 'what is said of it');
        same([found.run.title, found.run.bookmarks], [sampleRun().title, []], 'the run');
      }
    },
  },
  {
    name: 'a run that was stored when there was only its title is found with it',
    run: async (subject) => {
      await begun(subject);
      const { cut, disks, journal } = sampleRun();
      const nodes = disks.map((d) => ({ count: d.length, last: d.at(-1)!.lsn }));
      await subject.tamper('meta', 'about', undefined);
      await subject.tamper('meta', 'cut', cutText(cut, at(0), nodes, new Map([...journal].map(([b, own]) => [b, own.length])), null));
      const found = await loaded(subject);
      same([aboutOf(found.run), found.aboutWhole, found.run.damage], [onlyTitle(sampleRun().title), true, []], 'the run');
    },
  },
];
