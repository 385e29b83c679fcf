import { capitalize, foldedWords } from "../../skills/for-panels";
import type { SearchHit } from "../../worker/protocol";
import { prefill } from "../composer/prefill";
import { goTo } from "../navigation/address";
import { hasPanels, sectionOf, sections } from "../navigation/sections";
import { setTheme, themes } from "../platform/theme";
import { dayLabel, timeOfDay } from "../transcript/format";
import { identity, type Kept } from "../../identity";

/** Something to choose in the palette. */
export interface Choice {
  key: string;
  label: string;
  detail?: string;
  run: () => void;
}

export interface Group {
  title: string;
  choices: Choice[];
}

/** Beginnings of messages, for what the assistant of this build keeps. */
const BEGINNINGS: { kept: Kept; label: string; words: string }[] = [
  { kept: "reminders", label: "New reminder", words: "Remind me to " },
  { kept: "timers", label: "New timer", words: "Set a timer for " },
  { kept: "lists", label: "New list", words: "Make a list called " },
  { kept: "notes", label: "New note", words: "Note that " },
];

const shownSections = hasPanels ? sections : sections.filter(({ id }) => id !== "chat");

const COMMANDS: Group[] = [
  {
    title: "Go to",
    choices: shownSections.map(({ id, title }) => ({ key: `go-${id}`, label: title, run: () => goTo(id) })),
  },
  {
    title: "Begin",
    choices: BEGINNINGS.filter(({ kept }) => identity.keeps.includes(kept)).map(({ kept, label, words }) => ({
      key: `new-${kept}`,
      label,
      detail: `${words.trim()}…`,
      run: () => prefill(words),
    })),
  },
  {
    title: "Appearance",
    choices: themes.map(({ value, label }) => ({
      key: `theme-${value}`,
      label: `${label} theme`,
      run: () => setTheme(value),
    })),
  },
];

/** The commands of which each of the query's words begins a word. */
export function commandsFor(query: string): Group[] {
  const wanted = foldedWords(query);
  const isFound = (command: string) => {
    const words = foldedWords(command);
    return wanted.every((beginning) => words.some((word) => word.startsWith(beginning)));
  };
  return COMMANDS.map(({ title, choices }) => ({
    title,
    choices: choices.filter(({ label }) => isFound(`${title} ${label}`)),
  })).filter(({ choices }) => choices.length > 0);
}

/** The kinds of hits in the order they are shown, and the section in which one is opened. */
const PLACES: { in: SearchHit["in"]; title: string; section: string }[] = [
  { in: "reminders", title: "Reminders", section: "today" },
  { in: "appointments", title: "Events", section: "calendar" },
  { in: "lists", title: "Lists", section: "lists" },
  { in: "items", title: "On lists", section: "lists" },
  { in: "notes", title: "Notes", section: "notes" },
  { in: "people", title: "People", section: "people" },
  { in: "customers", title: "Customers", section: "customers" },
  { in: "cases", title: "Cases", section: "customers" },
  { in: "interactions", title: "With customers", section: "customers" },
  { in: "lines", title: "Conversations", section: "chat" },
];

/** Hits by kind, each a way to where it is; those of sections that this build hasn't are left out. */
export function hitsByPlace(hits: SearchHit[], now: number): Group[] {
  return PLACES.filter(({ section }) => sectionOf(section))
    .map((place) => ({
      title: place.title,
      choices: hits
        .filter((hit) => hit.in === place.in)
        .map((hit) => ({
          key: `${hit.in}-${hit.conversation ?? ""}-${hit.id}`,
          label: place.in === "reminders" ? capitalize(hit.text) : hit.text,
          detail: detailOf(hit, now),
          run: () => goTo(place.section, ...pathTo(hit)),
        })),
    }))
    .filter(({ choices }) => choices.length > 0);
}

/** A case and what happened are shown with their customer. */
function pathTo({ customer, list, conversation, id }: SearchHit): string[] {
  return customer === undefined ? [list, conversation, id].filter((part) => part !== undefined) : [customer];
}

function detailOf(hit: SearchHit, now: number): string | undefined {
  const day = dayLabel(hit.at, now);
  switch (hit.in) {
    case "reminders":
    case "appointments":
      return `${day}, ${timeOfDay(hit.at)}`;
    case "notes":
    case "interactions":
      return day;
    case "lines":
      return `${hit.from === "user" ? "You" : identity.name}, ${day}`;
    case "lists":
    case "items":
    case "people":
    case "customers":
    case "cases":
      return undefined;
  }
}

/** What the palette can always do with a query: give it to the assistant. */
export function askFor(query: string): Group[] {
  const words = query.trim();
  if (words === "") return [];
  return [{ title: "Ask", choices: [{ key: "ask", label: `Say “${words}”`, run: () => prefill(words) }] }];
}
