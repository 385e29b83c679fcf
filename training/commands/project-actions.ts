import type { Action } from "../../src/engine/actions/action";
import { DEFAULT_ACTIONS, type Domain } from "../../src/engine/project/domain";
import { skills } from "../../src/skills/actions";
import { made } from "../../src/skills/services";
import type { UserData } from "../../src/storage/schema";
import { actionFiles } from "../actions/action-files";
import { checkActions } from "../actions/check-actions";
import { loadActions } from "../actions/load-actions";
import { memoryServices } from "./memory-services";
import type { Output } from "./output";
import { printFaults } from "./project-files";
import { UsageError } from "./usage-error";

/** What a project can do: actions of Sotto's skills that its domain names, and its own, which win. */
export interface ProjectActions {
  /** By the folder of src/skills/; only skills that are needed. */
  skills: Record<string, Action<UserData>[]>;
  /** Absolute. */
  files: string[];
  own: Action<UserData>[];
}

/**
 * Checks and loads a project's actions, and prints their faults. Where a server runs its actions (`action_endpoint`), those that are
 * called like one of a skill are the server's.
 */
export async function projectActions(
  project: string | undefined,
  domain: Domain,
  hasServer: boolean,
  output: Output,
): Promise<ProjectActions | "faulty"> {
  const files = project === undefined ? [] : actionFiles(project);
  const faults = project === undefined ? [] : await checkActions(project, files);
  printFaults(faults, output);
  if (faults.length > 0) return "faulty";
  let own: Action<UserData>[];
  try {
    own = await loadActions(files);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`the actions in ${project}/actions can't be loaded: ${message}`);
  }
  return { skills: hasServer ? {} : skillsNamed(domain), files, own };
}

/** Everything of it that an assistant needs, for one that runs in this process. */
export function allOf({ skills: ofSkills, own }: ProjectActions): Action<UserData>[] {
  return [...Object.values(ofSkills).flat(), ...own];
}

/** Names that a domain lists, or implies by its forms. Rasa's own actions are everybody's. */
export function namedActions({ actions, forms }: Domain): Set<string> {
  const named = new Set([...actions, ...Object.keys(forms).map((form) => `validate_${form}`)]);
  for (const name of DEFAULT_ACTIONS) named.delete(name);
  return named;
}

function skillsNamed(domain: Domain): ProjectActions["skills"] {
  const named = namedActions(domain);
  return Object.fromEntries(
    Object.entries(skills)
      .map(([skill, actions]) => [skill, made(actions, memoryServices).filter(({ name }) => named.has(name))] as const)
      .filter(([, actions]) => actions.length > 0),
  );
}
