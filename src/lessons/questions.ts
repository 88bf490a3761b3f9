// The twenty questions about Multi-Paxos that the lessons answer (MISSION.md §5). Which lesson answers which, the lessons say themselves (`teaches`).
import type { Lesson } from './lesson.ts';

export interface CourseQuestion {
  /** As in `teaches`: `Q3`. */
  readonly id: string;
  readonly ask: string;
}

const ASKED = [
  'What does Multi-Paxos solve that Basic Paxos does not?',
  'What is saved by paying Phase 1 once, and what makes that right?',
  'What happens to a command when its leader crashes half-way?',
  'Why does it matter that a leader stays?',
  'What are checkpoints for?',
  'How does a disk become the bottleneck, and what helps?',
  'How does the set of members change while the cluster runs?',
  'What does a total order not give two clients that race on one key?',
  'What do Multi-Paxos and Raft share, and where do they differ?',
  'What must be on disk, and before which message?',
  'What do systems such as Chubby and Spanner add on top?',
  'When does Basic Paxos suffice, and what does Multi-Paxos change in its cost?',
  'What may be truncated, and how does that differ from a gap?',
  'What does a follower do that crashed and comes back?',
  'Why do clients try again, and why is that safe?',
  'How do time-outs and leader changes show in the throughput?',
  'What does taking a checkpoint cost, blocking or in the background?',
  'Why one stable leader, where any node could propose?',
  'What becomes of requests that were pending when a leader died?',
  'What does batching gain, and what does it risk?',
] as const;

export const QUESTIONS: readonly CourseQuestion[] = ASKED.map((ask, i) => ({ id: `Q${i + 1}`, ask }));

/** The lessons that answer a question, best first: as they stand in the list. */
export const answersTo = (question: CourseQuestion, lessons: readonly Lesson[]): readonly Lesson[] =>
  lessons.filter((l) => l.teaches.includes(question.id));
