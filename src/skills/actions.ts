import type { Action } from "../engine/actions/action";
import type { UserData } from "../storage/schema";
import { actions as calculator } from "./calculator/actions";
import { actions as chance } from "./chance/actions";
import { actions as clock } from "./clock/actions";
import { actions as conversation } from "./conversation/actions";
import { actions as lists } from "./lists/actions";
import { actions as notes } from "./notes/actions";
import { actions as reminders } from "./reminders/actions";
import { actions as smalltalk } from "./smalltalk/actions";
import { actions as timers } from "./timers/actions";

/** All that Sotto can do, for whoever runs turns: the worker and the terminal's shell. */
export const actions: Action<UserData>[] = [
  ...calculator,
  ...chance,
  ...clock,
  ...conversation,
  ...lists,
  ...notes,
  ...reminders,
  ...smalltalk,
  ...timers,
];
