// The engine's worker in a browser that keeps nothing (private windows are so): for the bench, to tell what IndexedDB costs.
import './bench-no-storage.ts';
import '../src/worker/main.ts';
