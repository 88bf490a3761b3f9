// How a state is brought about: the page opened, standing still, in a world, at a condition; and the hands that open what is to be seen. Built on
// the journeys' Lab: every step waits for what it leads to, none for time.
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { Lab } from '../../e2e/lab.ts';
import { WORLDS } from '../../src/scenario/worlds.ts';
import type { Input } from '../../src/sim/inputs.ts';
import type { Screen } from './forms.ts';

/** Messages under way that are gone through for one of a kind. */
const MOST_FLIGHTS = 120;

export class Tour {
  readonly context: BrowserContext;
  readonly screen: Screen;
  /** Of the page whose picture is taken. */
  lab: Lab;

  constructor(context: BrowserContext, page: Page, screen: Screen) {
    this.context = context;
    this.screen = screen;
    this.lab = new Lab(page);
  }

  get page(): Page {
    return this.lab.page;
  }

  get phone(): boolean {
    return this.screen === 'phone';
  }

  /** The page as it is kept for somebody who has paused it; in presenter mode where that is the form. */
  async open(address = '', kept: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const state = { playOnStart: false, presenter: this.screen === 'hall', ...kept };
    await this.page.addInitScript((s) => {
      if (localStorage.getItem('synod.choices') === null) localStorage.setItem('synod.choices', JSON.stringify({ state: s, version: 0 }));
    }, state);
    await this.lab.open(address);
    await this.lab.pause();
  }

  /** The page in a ready world, with more lines after its own, standing still. */
  async world(id: string, ...more: readonly string[]): Promise<void> {
    const world = WORLDS.find((w) => w.id === id);
    if (world === undefined) throw new Error(`No ready world is called ${id}.`);
    await this.scenario(world.text.trim(), ...more);
  }

  async scenario(text: string, ...more: readonly string[]): Promise<void> {
    await this.open();
    await this.lab.world([text, ...more].join('\n'));
  }

  until(condition: string): Promise<void> {
    return this.lab.until(condition);
  }

  async act(...inputs: readonly Input[]): Promise<void> {
    for (const input of inputs) await this.page.evaluate((i) => window.synod.input(i), input);
    await this.lab.settled();
  }

  async step(times: number): Promise<void> {
    for (let i = 0; i < times; i++) await this.page.evaluate(() => window.synod.step('event', 1));
    await this.lab.settled();
  }

  async seek(event: number): Promise<void> {
    await this.page.evaluate((e) => window.synod.seek(e), event);
    await this.lab.settled();
  }

  async event(): Promise<number> {
    return (await this.lab.digest()).event;
  }

  /** A key for the page as a whole, wherever the focus is. */
  async key(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await this.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      await this.page.keyboard.press(key);
    }
  }

  /** A drawer by its place in the rail, from 1. */
  async drawer(place: number): Promise<Locator> {
    await this.key(`Shift+Digit${place}`);
    const drawer = this.page.locator('#drawer');
    await expect(drawer).toBeVisible();
    await expect(drawer.locator('.drawer-waiting')).toHaveCount(0);
    return drawer;
  }

  /** Scrolls what it stands in until it is at the top. */
  async toTop(what: Locator): Promise<void> {
    await what.evaluate((e) => e.scrollIntoView({ block: 'start' }));
  }

  async dialog(...keys: readonly string[]): Promise<Locator> {
    await this.key(...keys);
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    return dialog;
  }

  inspector(): Locator {
    return this.page.locator('.inspector');
  }

  /** Selects the first message under way of a kind. */
  async message(kind: string): Promise<void> {
    const state = this.inspector().locator('.inspector-state');
    for (let i = 0; i < MOST_FLIGHTS; i++) {
      await this.key('.');
      await expect(state).toBeVisible();
      if ((await state.innerText()).trim().startsWith(kind)) return;
    }
    throw new Error(`No ${kind} is under way.`);
  }

  /** A node's own details, on a phone in their tab. */
  async node(id: number): Promise<void> {
    await this.key(String(id));
    await expect(this.inspector()).toContainText('What it knows');
  }

  async tab(name: string): Promise<void> {
    if (this.phone) await this.page.getByRole('tab', { name }).click();
  }

  /** The menu of something on the stage. */
  async menu(what: Locator): Promise<void> {
    await what.click({ button: 'right' });
    await expect(this.page.getByRole('menu')).toBeVisible();
  }
}

export type State = (tour: Tour) => Promise<void>;
export type States = Readonly<Record<string, State>>;
