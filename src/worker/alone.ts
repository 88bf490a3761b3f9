// The worker's entry in a stand-alone page: the engine with a store that keeps nothing, or, by its name, the search; so that the page holds the
// rules once.
import { openInMemory } from '../storage/in-memory.ts';
import { serve } from './serve.ts';
import { serveSearch } from './serve-search.ts';

if (self.name === 'synod search') serveSearch();
else serve(openInMemory);
