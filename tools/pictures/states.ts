// Every state of the page that there are pictures of: a name, and how it is brought about. What is new in the page is entered here.
import { DIALOGS } from './states/dialogs.ts';
import { DRAWERS } from './states/drawers.ts';
import { INSPECTOR } from './states/inspector.ts';
import { KEEPING } from './states/keeping.ts';
import { LESSON_STATES } from './states/lessons.ts';
import { MENUS } from './states/menus.ts';
import { STAGE } from './states/stage.ts';
import type { States } from './tour.ts';

export const STATES: States = { ...STAGE, ...MENUS, ...DRAWERS, ...DIALOGS, ...INSPECTOR, ...LESSON_STATES, ...KEEPING };
