// The entry of the search's worker.
import { serveSearch } from './serve-search.ts';

serveSearch();
