// Find a violation: what to look for, how far the search is, and what it found, to be played. The search itself is a worker's (state/search.ts).
import { useSearch } from '../../state/search.ts';
import { FoundCard, Nothing } from './FoundCard.tsx';
import { Progress } from './Progress.tsx';
import { SearchForm } from './SearchForm.tsx';
import { sayStage } from './search-words.ts';
import './search.css';

export function SearchDrawer() {
  const search = useSearch();
  const { stage, result, progress, error } = search;
  return (
    <div className="search">
      <SearchForm search={search} />
      <p className="unseen" role="status">
        {sayStage(search)}
      </p>
      {stage === 'failed' && (
        <p className="search-failed" role="alert">
          <b>The search failed:</b> {error} What had been counted is shown below. It can be begun again.
        </p>
      )}
      {stage === 'done' && result!.found !== null && <FoundCard result={result!} />}
      {stage === 'done' && result!.found === null && <Nothing result={result!} asked={search.asked!} />}
      {progress !== null && <Progress search={search} progress={progress} />}
    </div>
  );
}
