// Takes IndexedDB and the second copy away from a worker before the engine looks for them. For the bench.
Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
Object.defineProperty(globalThis.navigator, 'storage', { value: undefined });
