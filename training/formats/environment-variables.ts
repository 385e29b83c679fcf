import type { ReadLog } from "./read-log";
import type { Place } from "./types";

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Replaces each `${NAME}`; one that isn't set is a fault, and stays as it was. What endpoints.yml names is of the machine that runs
 * the assistant, so that the one that trains it is only warned.
 */
export function expandEnvironment(text: string, environment: Environment, place: Place, log: ReadLog): string {
  return text.replace(/\$\{(\w+)\}/g, (whole: string, name: string) => {
    const value = environment[name];
    if (value !== undefined) return value;
    log[/^endpoints\.ya?ml$/.test(place.file) ? "warning" : "error"](
      place,
      "yaml.environment",
      `\`${whole}\` stands for the environment variable ${name}, which isn't set. ` +
        `Set it, or put the text in quotes if it is meant as it stands.`,
    );
    return whole;
  });
}
