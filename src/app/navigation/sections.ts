import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { identity, type Kept } from "../../identity";
import {
  BookIcon,
  CalendarIcon,
  ChatIcon,
  ConversationsIcon,
  CustomersIcon,
  ListsIcon,
  NoteIcon,
  PeopleIcon,
  ServerIcon,
  SettingsIcon,
  SunIcon,
} from "../icons";
import type { PanelProps } from "../panels/panel-props";
import { roleView, type Role } from "../platform/role";
import { address } from "./address";
import { useStore } from "../session/store";

export interface Section {
  /** As in the address: `#/today`. */
  id: string;
  title: string;
  Icon: ComponentType;
  /** Fetched when it is opened first; null for the chat, which is always there. */
  Panel: LazyExoticComponent<ComponentType<PanelProps>> | null;
}

const chat: Section = { id: "chat", title: "Chat", Icon: ChatIcon, Panel: null };

/** The panels, in the order of the bar: one line each. Shown where the assistant of this build keeps any of what it shows. */
const panels: (Section & { shows: Kept[] | "always" })[] = [
  panel(
    "today",
    "Today",
    SunIcon,
    ["reminders", "timers"],
    async () => (await import("../panels/today/today-panel")).TodayPanel,
  ),
  panel("lists", "Lists", ListsIcon, ["lists"], async () => (await import("../panels/lists/lists-panel")).ListsPanel),
  panel("notes", "Notes", NoteIcon, ["notes"], async () => (await import("../panels/notes/notes-panel")).NotesPanel),
  panel(
    "calendar",
    "Calendar",
    CalendarIcon,
    ["calendar"],
    async () => (await import("../panels/calendar/calendar-panel")).CalendarPanel,
  ),
  panel(
    "people",
    "People",
    PeopleIcon,
    ["people"],
    async () => (await import("../panels/people/people-panel")).PeoplePanel,
  ),
  panel(
    "knowledge",
    "Knowledge",
    BookIcon,
    ["knowledge"],
    async () => (await import("../panels/knowledge/knowledge-panel")).KnowledgePanel,
  ),
  panel(
    "customers",
    "Customers",
    CustomersIcon,
    ["customers"],
    async () => (await import("../panels/customers/customers-panel")).CustomersPanel,
  ),
  panel(
    "systems",
    "Systems",
    ServerIcon,
    ["systems"],
    async () => (await import("../panels/systems/systems-panel")).SystemsPanel,
  ),
  panel(
    "conversations",
    "Chats",
    ConversationsIcon,
    "always",
    async () => (await import("../panels/conversations/conversations-panel")).ConversationsPanel,
  ),
  panel(
    "settings",
    "Settings",
    SettingsIcon,
    "always",
    async () => (await import("../panels/settings/settings-panel")).SettingsPanel,
  ),
];

/** What this build has, the chat first. */
export const sections: Section[] = [
  chat,
  ...panels.filter(({ shows }) => shows === "always" || shows.some((kept) => identity.keeps.includes(kept))),
];

/** Those that a role uses daily, first; the bar of a phone has room for no more, and its menu leads to the others. */
export function sectionsFor(role: Role): { daily: Section[]; others: Section[] } {
  const first = ["chat", ...roleView(role).sections];
  const place = ({ id }: Section) => first.indexOf(id);
  const daily = sections.filter((section) => place(section) >= 0).sort((a, b) => place(a) - place(b));
  return { daily, others: sections.filter((section) => place(section) < 0) };
}

/** Whether there is more to go to than what is in the menu too: the chat's conversations and the settings. */
export const hasPanels = sections.length > 3;

export function sectionOf(id: string): Section | undefined {
  return sections.find((section) => section.id === id);
}

/** Hook: the section that the address names; the chat where it names none. */
export function useSection(): Section {
  return sectionOf(useStore(address).section) ?? chat;
}

function panel(
  id: string,
  title: string,
  Icon: ComponentType,
  shows: Kept[] | "always",
  load: () => Promise<ComponentType<PanelProps>>,
) {
  return { id, title, Icon, shows, Panel: lazy(async () => ({ default: await load() })) };
}
