import { identity, type Kept, type Suggestion } from "../../identity";
import { KeptChoice } from "./kept-choice";

/** What somebody mostly comes for. It chooses what stands first on the page; it hides nothing. */
export type Role = "everyday" | "support" | "systems" | "content";

interface RoleView {
  value: Role;
  label: string;
  /** It is offered where the assistant of this build keeps these. */
  needs?: Kept;
  /** The sections that come first, and into the bar of a phone. */
  sections: string[];
  /** To be said where nothing was said yet, before those of everybody. */
  suggestions: string[];
}

const ROLES: RoleView[] = [
  {
    value: "everyday",
    label: "Everyday",
    sections: ["today", "lists", "notes", "calendar", "people"],
    suggestions: [],
  },
  {
    ...{ value: "support", label: "Support", needs: "customers" },
    sections: ["customers", "today", "knowledge", "calendar", "notes"],
    suggestions: ["Show the open cases", "Which customers haven't answered?", "What is our policy on gifts?"],
  },
  {
    ...{ value: "systems", label: "Systems", needs: "systems" },
    sections: ["systems", "today", "knowledge", "notes", "calendar"],
    suggestions: ["How are the servers?", "Anything firing?", "Tell me when disk is over 90 %"],
  },
  {
    ...{ value: "content", label: "Content", needs: "knowledge" },
    sections: ["knowledge", "today", "notes", "lists", "calendar"],
    suggestions: [
      "Which questions found no answer?",
      "Which articles are out of date?",
      "Read the articles from the wiki",
    ],
  },
];

/** Those that this build has anything for. */
export const roles = ROLES.filter(({ needs }) => needs === undefined || identity.keeps.includes(needs));

/** The user's choice, kept on this device. */
export const role = new KeptChoice<Role>("role", ["everyday", "support", "systems", "content"]);

export function roleView(chosen: Role): RoleView {
  return roles.find(({ value }) => value === chosen) ?? (ROLES[0] as RoleView);
}

/** So many things to say fit above the field. */
const SUGGESTED = 6;

export function suggestionsFor(chosen: Role): Suggestion[] {
  const own = roleView(chosen).suggestions.map((text) => ({ title: text, payload: text }));
  // The last of everybody's tells what else can be said.
  const [last, ...others] = [...identity.suggestions].reverse();
  const common = others.reverse().slice(0, Math.max(0, SUGGESTED - own.length - 1));
  return [...own, ...common, ...(last ? [last] : [])];
}
