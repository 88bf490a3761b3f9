// The entry of the worker that exports. Wiring only.
import { serveExports } from './export/serve-exports.ts';

serveExports();
