import type { Action } from "../engine/actions/action";
import type { UserData } from "../storage/schema";
import { actions as calculator } from "./calculator/actions";
import { actions as calendar } from "./calendar/actions";
import { actions as chance } from "./chance/actions";
import { actions as clock } from "./clock/actions";
import { actions as connections } from "./connections/actions";
import { actions as conversation } from "./conversation/actions";
import { actions as currency } from "./currency/actions";
import { actions as knowledge } from "./knowledge/actions";
import { actions as customers } from "./customers/actions";
import { actions as lists } from "./lists/actions";
import { actions as notes } from "./notes/actions";
import { actions as people } from "./people/actions";
import { actions as reminders } from "./reminders/actions";
import { made, type Services, type SkillActions } from "./services";
import { actions as sites } from "./sites/actions";
import { actions as smalltalk } from "./smalltalk/actions";
import { actions as sources } from "./sources/actions";
import { actions as systems } from "./systems/actions";
import { actions as timers } from "./timers/actions";

export { warmUp } from "./calculator/mathjs";

/** By the folder of src/skills/ that they are in. */
export const skills: Readonly<Record<string, SkillActions>> = {
  calculator,
  calendar,
  chance,
  clock,
  connections,
  conversation,
  currency,
  knowledge,
  customers,
  lists,
  notes,
  people,
  reminders,
  sites,
  smalltalk,
  sources,
  systems,
  timers,
};

/**
 * All that the assistant can do, for whoever runs turns. In the build of another project only what its domain names stands here,
 * and its own actions (vite-assistant-plugin.ts).
 */
export function actionsWith(services: Services): Action<UserData>[] {
  return Object.values(skills).flatMap((actions) => made(actions, services));
}
