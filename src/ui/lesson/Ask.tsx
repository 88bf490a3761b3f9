// A prediction: the question with its options, and, once one was chosen and the run has shown it, the reply with its reason.
import { Check, X } from 'lucide-react';
import type { Option, Question } from '../../lessons/lesson.ts';
import { Spans } from './Prose.tsx';

interface AskProps {
  readonly question: Question;
  /** The option chosen, or null. */
  readonly chosen: Option | null;
  /** The run has shown it. */
  readonly shown: boolean;
  readonly disabled: boolean;
  readonly onChoose: (option: number) => void;
}

export function Ask({ question, chosen, shown, disabled, onChoose }: AskProps) {
  return (
    <section className="lesson-ask" aria-label="Prediction">
      <h3>
        <Spans of={question.ask} />
      </h3>
      <ol className="lesson-options">
        {question.options.map((option, i) => (
          <li key={option.text}>
            <button
              type="button"
              className="lesson-option"
              data-verdict={shown ? verdictOf(option, chosen) : undefined}
              aria-pressed={option === chosen}
              aria-keyshortcuts={String(i + 1)}
              disabled={disabled || chosen !== null}
              onClick={() => onChoose(i)}
            >
              <span className="lesson-number" aria-hidden>
                {shown && option.right ? <Check className="kit-icon" /> : shown && option === chosen ? <X className="kit-icon" /> : i + 1}
              </span>
              <span>
                <Spans of={option.text} />
                {shown && option.right && <span className="unseen"> (this is what happens)</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function verdictOf(option: Option, chosen: Option | null): 'right' | 'wrong' | 'other' {
  if (option.right) return 'right';
  return option === chosen ? 'wrong' : 'other';
}

/** What was predicted, and what came of it. Spoken when it appears. */
export function Reply({ option, said }: { readonly option: Option; readonly said: boolean }) {
  return (
    <div className="lesson-reply" data-right={option.right} role="status">
      {option.right ? <Check className="kit-icon" aria-hidden /> : <X className="kit-icon" aria-hidden />}
      <div>
        {said && (
          <p className="lesson-said">
            You said: “<Spans of={option.text.replace(/\.$/, '')} />
            ”.
          </p>
        )}
        <p>
          <Spans of={option.reply} />
        </p>
      </div>
    </div>
  );
}
