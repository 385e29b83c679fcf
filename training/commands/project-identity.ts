import { basename, resolve } from "node:path";
import type { Identity, Kept } from "../../src/identity";
import type { Domain, ResponseVariation } from "../../src/engine/project/domain";
import type { Project } from "../formats/types";
import type { ProjectActions } from "./project-actions";

/** Responses that a project greets with, the likeliest first. */
const GREETINGS = ["utter_welcome", "utter_greet"];

/** Names that `rasa init` and older projects leave behind: a moment and two words, or what stands where none was chosen. */
const UNCHOSEN = /^(\d{8}-\d{6}-.*|placeholder_default)$/;

const KEEPS: readonly Kept[] = ["reminders", "timers", "lists", "notes"];

/** What a page can say of the assistant in a folder, by what its project says of itself. */
export function identityOf(folder: string, project: Project, { skills }: ProjectActions): Identity {
  const { assistantId, language } = project.config;
  const id = assistantId === null || UNCHOSEN.test(assistantId) ? basename(resolve(folder)) : assistantId;
  const name = inWords(id);
  const greeting = greetingOf(project.domain);
  return {
    id: id === "sotto" ? id : `sotto-${id}`,
    name,
    language,
    description: `${name}, an assistant that runs in your browser.`,
    welcome: { title: name, text: greeting?.text ?? "Understood here, on your device." },
    suggestions: greeting?.buttons ?? [],
    keeps: KEEPS.filter((kept) => kept in skills),
    server: serverOf(project),
  };
}

/** `helpdesk-assistant` as "Helpdesk assistant"; what has spaces or capitals is a name already. */
function inWords(id: string): string {
  if (/[\sA-Z]/.test(id)) return id;
  const words = id.replaceAll(/[-_.]+/g, " ").trim();
  return words === "" ? id : words[0]?.toUpperCase() + words.slice(1);
}

/** The first variation that holds before anything is known. */
function greetingOf({ responses }: Domain): ResponseVariation | undefined {
  return GREETINGS.flatMap((name) => responses[name] ?? []).find(
    ({ text, condition, channel }) =>
      text !== undefined && condition.length === 0 && channel === undefined && !/\{[\w-]+\}/.test(text),
  );
}

function serverOf({ endpoints }: Project): string | null {
  const endpoint = endpoints["action_endpoint"];
  if (typeof endpoint !== "object" || endpoint === null || Array.isArray(endpoint)) return null;
  const url = endpoint["url"];
  return typeof url === "string" && URL.canParse(url) ? new URL(url).origin : null;
}
