// The lesson "The leader dies".
import type { Lesson } from './lesson.ts';

export const leaderDies: Lesson = {
  id: 'leader-dies',
  title: 'The leader dies',
  about: 'A leader crashes with three slots open; what another must do with each of them, and why nothing that was chosen is lost.',
  minutes: 8,
  teaches: ['P3', 'P6', 'P12', 'Q3', 'Q13', 'Q15', 'Q19'],
  scenario: 'cluster 5 clients=0 seed=1\nrun until leader',
  pace: 0.05,
  stops: [{ id: 'open', title: 'Three commands are under way', acts: [], until: null, prose: ['…'], look: [], question: null, task: null }],
};
