import type { Action } from "../engine/actions/action";
import type { UserData } from "../storage/schema";
import type { Connect } from "./connect";
import type { Knowledge } from "./knowledge/knowledge";
import type { Sites } from "./sites/sites";
import type { Sources } from "./sources/sources";

/** What actions need beyond the turn's store. Whoever runs turns supplies it: the worker, the shell, the tests. */
export interface Services {
  knowledge: Knowledge;
  sites: Sites;
  connect: Connect;
  sources: Sources;
}

/** What a skill's actions.ts exports as `actions`: a list, or what makes it where they need services. */
export type SkillActions = readonly Action<UserData>[] | ((services: Services) => readonly Action<UserData>[]);

export function made(actions: SkillActions, services: Services): readonly Action<UserData>[] {
  return typeof actions === "function" ? actions(services) : actions;
}
