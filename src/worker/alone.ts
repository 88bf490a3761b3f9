// The worker's entry in a stand-alone page: the engine with a store that keeps nothing, or, by its name, the search, an export or a measurement; so that the page
// holds the rules once.
import { openInMemory } from '../storage/in-memory.ts';
import { serveExports } from './export/serve-exports.ts';
import { serve } from './serve.ts';
import { serveMeasure } from './serve-measure.ts';
import { serveSearch } from './serve-search.ts';

if (self.name === 'synod search') serveSearch();
else if (self.name === 'synod export') serveExports();
else if (self.name === 'synod measure') serveMeasure();
else serve(openInMemory);
