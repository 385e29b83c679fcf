import { basename, resolve } from "node:path";
import type { Identity, Kept } from "../../src/identity";
import type { Domain, ResponseVariation } from "../../src/engine/project/domain";
import type { Project, Step } from "../formats/types";
import type { ProjectActions } from "./project-actions";

/** Said to begin with: by the user, or by Rasa at a session's start. */
const GREETINGS = ["greet", "session_start"];

/** Names that `rasa init` and older projects leave behind: a moment and two words, or what stands where none was chosen. */
const UNCHOSEN = /^(\d{8}-\d{6}-.*|placeholder_default)$/;

/** Skills that keep what they are called after. */
const KEEPERS: readonly Kept[] = [
  "reminders",
  "timers",
  "lists",
  "notes",
  "calendar",
  "people",
  "customers",
  "systems",
];

/** What a page can say of the assistant in a folder, by what its project says of itself. Its greeting's buttons are what may be said first. */
export function identityOf(folder: string, project: Project, { skills, own }: ProjectActions): Identity {
  const { actionEndpoint, config, connections } = project;
  const { assistantId, language } = config;
  const id = assistantId === null || UNCHOSEN.test(assistantId) ? basename(resolve(folder)) : assistantId;
  const name = inWords(id);
  const greeting = greetingOf(project);
  return {
    id: id === "sotto" ? id : `sotto-${id}`,
    name,
    language,
    description: `${name}, an assistant that runs in your browser.`,
    welcome: { title: name, text: greeting?.text ?? "Understood here, on your device." },
    suggestions: greeting?.buttons ?? [],
    keeps: [...KEEPERS.filter((skill) => skill in skills), ...(own.length > 0 ? (["records"] as const) : [])],
    server: actionEndpoint && new URL(actionEndpoint.url).origin,
    connections,
  };
}

/** `helpdesk-assistant` as "Helpdesk assistant"; what has spaces or capitals is a name already. */
function inWords(id: string): string {
  if (/[\sA-Z]/.test(id)) return id;
  const words = id.replaceAll(/[-_.]+/g, " ").trim();
  return words === "" ? id : words[0]?.toUpperCase() + words.slice(1);
}

/** What the project says when it is greeted, by its first rule or story that begins so. */
function greetingOf({ rules, stories, domain }: Project): Pick<ResponseVariation, "text" | "buttons"> | undefined {
  for (const { steps } of [...rules.filter(({ condition }) => condition.length === 0), ...stories]) {
    const said = answerToGreeting(steps).map((name) => sayable(domain, name));
    if (said.length === 0 || said.includes(undefined)) continue;
    return { text: said.map((one) => one?.text).join("\n"), buttons: said.flatMap((one) => one?.buttons ?? []) };
  }
  return undefined;
}

/** The responses that follow a greeting, where nothing else does. */
function answerToGreeting(steps: readonly Step[]): string[] {
  const [first, ...rest] = steps;
  if (first?.kind !== "user" || !GREETINGS.includes(first.intent ?? "")) return [];
  const end = rest.findIndex((step) => step.kind !== "action" || !step.name.startsWith("utter_"));
  return rest.slice(0, end === -1 ? rest.length : end).flatMap((step) => (step.kind === "action" ? [step.name] : []));
}

/** The first variation that holds before anything is known. */
function sayable({ responses }: Domain, name: string): ResponseVariation | undefined {
  return responses[name]?.find(
    ({ text, condition, channel }) =>
      text !== undefined && condition.length === 0 && channel === undefined && !/\{[\w-]+\}/.test(text),
  );
}
