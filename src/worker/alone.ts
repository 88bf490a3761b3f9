// The worker's entry in a stand-alone page: the engine with a store that keeps nothing.
import { openInMemory } from '../storage/in-memory.ts';
import { serve } from './serve.ts';

serve(openInMemory);
