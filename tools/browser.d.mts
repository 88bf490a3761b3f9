// Types of browser.mjs, for the journeys.
export const VARIABLE: string;
export function findBrowser(): Promise<string | null>;
export function requireBrowser(): Promise<string>;
