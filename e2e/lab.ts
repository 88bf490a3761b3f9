// What the journeys share: a page that is ready when the cluster is, its state as values (window.synod), and a watch for errors that nobody
// else would see. Journeys act as a person does, and wait for states, never for time.
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import type { SynodConsole } from '../src/app/console.ts';
import type { Frame, NodeFrame } from '../src/view/frame.ts';
import type { RunFrame } from '../src/worker/protocol.ts';

/** Kept to by every journey: what the page throws or logs as an error fails it. */
export const test = base.extend<{ lab: Lab }>({
  lab: async ({ page }, use) => {
    const errors = watchErrors(page);
    await use(new Lab(page));
    expect(errors, 'errors of the page').toEqual([]);
  },
});

export { expect };

export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return errors;
}

/** A calm cluster whose first leader is n1: for journeys that make their own trouble. */
export const CALM = `
title A calm cluster
cluster 3 seed=3 clients=2
timeout n1
run until leader n1
run until acknowledged 2
`;

export class Lab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits for a cluster to be shown. */
  async open(address = ''): Promise<void> {
    await this.page.goto(address);
    await this.ready();
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction(() => Boolean(window.synod?.run() && window.synod.frame()));
    await expect(this.play()).toBeEnabled();
  }

  /** A world of the journey's own, standing still. */
  async world(scenario: string): Promise<void> {
    const title = /^title (.*)$/m.exec(scenario)![1]!;
    await this.page.evaluate(
      async ({ title, scenario }) => {
        await window.synod.openScenario(title, scenario);
        await window.synod.pause();
      },
      { title, scenario: scenario.trim() },
    );
    await this.still();
    await expect.poll(async () => (await this.run()).title).toBe(title);
  }

  /** Stands still, and the page shows where. */
  async still(): Promise<void> {
    await expect(this.button('Play')).toBeVisible();
    await this.settled();
  }

  /** The page shows the moment at which the engine stands. */
  async settled(): Promise<void> {
    await expect.poll(() => this.page.evaluate(async () => (await window.synod.digest()).event === window.synod.frame()?.event)).toBe(true);
  }

  async pause(): Promise<void> {
    await this.page.evaluate(() => window.synod.pause());
    await this.still();
  }

  /** On at once until the condition holds; then it stands still. */
  async until(condition: string): Promise<void> {
    const reply = await this.page.evaluate((c) => window.synod.runUntil(c), condition);
    expect(reply.reached, condition).toBe(true);
    await this.settled();
  }

  async frame(): Promise<Frame> {
    return this.page.evaluate(() => window.synod.frame()!);
  }

  async run(): Promise<RunFrame> {
    return this.page.evaluate(() => window.synod.run()!);
  }

  async node(id: number): Promise<NodeFrame> {
    return (await this.frame()).nodes.find((n) => n.id === id)!;
  }

  digest(): ReturnType<SynodConsole['digest']> {
    return this.page.evaluate(() => window.synod.digest());
  }

  /** Sentences of all events so far, oldest first. */
  async sentences(): Promise<string[]> {
    const { event } = await this.digest();
    const events = await this.page.evaluate((count) => window.synod.events(0, count), event);
    return events.map((e) => e.text);
  }

  // What is on the page -------------------------------------------------------------------------------------------------

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  play(): Locator {
    return this.page.locator('.transport-play');
  }

  /** What the stage's head says of who leads. */
  head(): Locator {
    return this.page.locator('.stage .kit-panel-note');
  }

  card(node: number): Locator {
    return this.page.locator(`[data-card="${node}"]`);
  }

  /** A cell of the log grid; `node` 0: the row In fact. */
  cell(node: number, slot: number): Locator {
    return this.page.locator(`.log-cell[data-row="${node === 0 ? 1 : node + 1}"][data-slot="${slot}"]`);
  }

  notice(title: string | RegExp): Locator {
    return this.page
      .getByRole('region', { name: 'Notices' })
      .locator('article')
      .filter({ has: this.page.getByRole('heading', { name: title }) });
  }

  event(text: string | RegExp): Locator {
    return this.page.locator('.event-text').filter({ hasText: text });
  }

  drawer(name: string): Locator {
    return this.page.getByRole('complementary', { name });
  }

  async openDrawer(name: string): Promise<Locator> {
    await this.page.getByRole('navigation', { name: 'Drawers' }).getByRole('button', { name }).click();
    await expect(this.drawer(name).locator('.drawer-waiting')).toHaveCount(0);
    return this.drawer(name);
  }
}
