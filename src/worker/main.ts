// The worker's entry: the engine with the store of this browser.
import { openStore } from '../storage/store.ts';
import { serve } from './serve.ts';

serve(openStore);
