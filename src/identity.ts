import type { Button } from "./engine/actions/bot-message";
import type { Connector } from "./storage/connections";

export type Suggestion = Button;

/** Who the assistant of this build is: what the page says of it, and the name under which it keeps things. */
export interface Identity {
  /** Sets what it keeps apart from what others keep that are served from the same origin. */
  id: string;
  name: string;
  /** Of its project, as `<html lang>` has it. The page's own words are English. */
  language: string;
  /** In a sentence, for search engines and shops of apps. */
  description: string;
  /** What stands in place of the transcript before anything was said. */
  welcome: { title: string; text: string };
  /** Things to say then. */
  suggestions: Suggestion[];
  /** What its actions keep on the device beside the conversation. */
  keeps: readonly Kept[];
  /** The origin of the server that runs some of its actions; null where none does. */
  server: string | null;
  /** Whom else the page may connect to: `connectors:` and `own_connectors:` of endpoints.yml. */
  connections: {
    /** Whether users may connect servers of their own, in Settings. */
    own: boolean;
    /** Those that the project names. No secret is among what is said of them. */
    servers: ProjectConnector[];
  };
}

export type ProjectConnector = Pick<Connector, "kind" | "name" | "address" | "settings">;

/** `records`: of actions that are the project's own. */
export type Kept =
  "reminders" | "timers" | "lists" | "notes" | "calendar" | "people" | "customers" | "systems" | "records";

/** The assistant that ships. In the build of another project its identity stands here (vite-assistant-plugin.ts). */
export const identity: Identity = {
  id: "sotto",
  name: "Sotto",
  language: "en",
  description: "An assistant for reminders, lists, notes, a calendar and sums that runs whole in your browser.",
  welcome: {
    title: "What’s on your mind?",
    text: "Reminders, lists, notes, a calendar, people and sums. Understood here, on your device, and told to nobody.",
  },
  suggestions: [
    "Remind me to call Anna tomorrow at nine",
    "Add milk and bread to my shopping list",
    "Set a timer for 10 minutes",
    "What's 15% of 80?",
    "What time is it in Tokyo?",
    "What can you do?",
  ].map((text) => ({ title: text, payload: text })),
  keeps: ["reminders", "timers", "lists", "notes", "calendar", "people", "customers", "systems"],
  server: null,
  connections: { own: true, servers: [] },
};
