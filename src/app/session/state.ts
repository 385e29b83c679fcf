import type {
  Fault,
  FullTierStatus,
  Line,
  LinePage,
  ModelStatus,
  Notice,
  Opened,
  OutgoingMessage,
  StorageStatus,
  VaultStatus,
} from "../../worker/protocol";

/** Everything the page shows of the conversation. Plain data, changed only by `reduce`. */
export interface AppState {
  /** Null until the worker has opened it. */
  conversation: string | null;
  /** By `seq`, without duplicates. */
  lines: Line[];
  /** Lines after this one are news to be said aloud; those up to it were there when the page opened. */
  openedAt: number;
  /** The user's messages that are not answered yet, in the order they were sent. */
  outgoing: Outgoing[];
  /** Lines before the first one shown. */
  earlier: "more" | "loading" | "none";
  model: ModelStatus | null;
  /** Null until the worker has told, and where the build has none. */
  fullTier: FullTierStatus | null;
  storage: StorageStatus | null;
  /** Null until it has changed. */
  vault: VaultStatus | null;
  rings: Ring[];
  /** What was told last without being asked for. */
  news: { text: string } | null;
  trouble: Trouble | null;
  /** Grows whenever the list of conversations has changed. */
  conversationsVersion: number;
  /** Grows whenever the user's records have changed. */
  dataVersion: number;
}

export interface Outgoing extends Omit<OutgoingMessage, "conversation"> {
  /** Milliseconds since the epoch. */
  at: number;
  /** Why it failed; null while it is on its way. */
  fault: Fault | null;
}

export type Ring = Omit<Extract<Notice, { about: "ring" }>, "about">;

/** Something that went wrong outside any visible message. */
export type Trouble =
  /** The worker died and runs again. */
  | { kind: "restarted" }
  /** The worker died for good, or the conversation couldn't be opened. */
  | { kind: "stopped"; fault: Fault }
  /** A quiet message (a tick on a card) failed. */
  | { kind: "action-failed"; fault: Fault };

export type Change =
  | { type: "opened"; opened: Opened }
  | { type: "lines"; conversation: string; lines: Line[] }
  | { type: "loading-earlier" }
  | { type: "earlier"; conversation: string; page: LinePage }
  | { type: "earlier-failed" }
  | { type: "sending"; message: Outgoing }
  | { type: "answered"; conversation: string; id: string; lines: Line[] }
  | { type: "failed"; id: string; fault: Fault }
  | { type: "model"; model: ModelStatus }
  | { type: "full-tier"; fullTier: FullTierStatus }
  | { type: "storage"; storage: StorageStatus }
  | { type: "vault"; vault: VaultStatus }
  | { type: "news"; text: string }
  | { type: "ring"; ring: Ring }
  | { type: "rings-silenced"; ids: string[] }
  | { type: "trouble"; trouble: Trouble | null }
  | { type: "conversations-changed" }
  | { type: "data-changed" };

export const initialState: AppState = {
  conversation: null,
  lines: [],
  openedAt: 0,
  outgoing: [],
  earlier: "none",
  model: null,
  fullTier: null,
  storage: null,
  vault: null,
  rings: [],
  news: null,
  trouble: null,
  conversationsVersion: 0,
  dataVersion: 0,
};

export function reduce(state: AppState, change: Change): AppState {
  switch (change.type) {
    case "opened":
      return opened(state, change.opened);
    case "lines":
      if (change.conversation !== state.conversation) return state;
      return { ...state, lines: mergeLines(state.lines, change.lines) };
    case "loading-earlier":
      return { ...state, earlier: "loading" };
    case "earlier":
      if (change.conversation !== state.conversation) return state;
      return {
        ...state,
        lines: mergeLines(state.lines, change.page.lines),
        earlier: change.page.more ? "more" : "none",
      };
    case "earlier-failed":
      return { ...state, earlier: "more" };
    case "sending":
      return { ...state, outgoing: [...state.outgoing.filter(({ id }) => id !== change.message.id), change.message] };
    case "answered":
      return {
        ...state,
        // The reader may have gone on to another conversation.
        lines: change.conversation === state.conversation ? mergeLines(state.lines, change.lines) : state.lines,
        outgoing: state.outgoing.filter(({ id }) => id !== change.id),
      };
    case "failed":
      return failed(state, change.id, change.fault);
    case "model":
      return { ...state, model: change.model };
    case "full-tier":
      return { ...state, fullTier: change.fullTier };
    case "storage":
      return { ...state, storage: change.storage };
    case "vault":
      return { ...state, vault: change.vault };
    case "news":
      return { ...state, news: { text: change.text } };
    case "ring":
      if (state.rings.some(({ id }) => id === change.ring.id)) return state;
      return { ...state, rings: [...state.rings, change.ring] };
    case "rings-silenced":
      return { ...state, rings: state.rings.filter(({ id }) => !change.ids.includes(id)) };
    case "trouble":
      return { ...state, trouble: change.trouble };
    case "conversations-changed":
      return { ...state, conversationsVersion: state.conversationsVersion + 1 };
    case "data-changed":
      return { ...state, dataVersion: state.dataVersion + 1 };
  }
}

function opened(state: AppState, { conversation, lines, more }: Opened): AppState {
  // A restarted worker opens the same conversation again: what is shown stays, and only what came meanwhile is news.
  const again = conversation === state.conversation;
  return {
    ...state,
    conversation,
    lines: again ? mergeLines(state.lines, lines) : lines,
    openedAt: again ? state.openedAt : (lines.at(-1)?.seq ?? 0),
    earlier: again ? state.earlier : more ? "more" : "none",
    // What is still on its way belongs to the conversation that was left; before the first was opened, to this one.
    outgoing: again || state.conversation === null ? state.outgoing : [],
  };
}

function failed(state: AppState, id: string, fault: Fault): AppState {
  const message = state.outgoing.find((sent) => sent.id === id);
  if (!message) return state;
  const others = state.outgoing.filter((sent) => sent !== message);
  return message.quiet
    ? { ...state, outgoing: others, trouble: { kind: "action-failed", fault } }
    : { ...state, outgoing: [...others, { ...message, fault }] };
}

/** Both lists as one, by `seq`. Lines never change, so one that is there already stays the same object. */
export function mergeLines(known: Line[], arrived: Line[]): Line[] {
  const seqs = new Set(known.map(({ seq }) => seq));
  const added = arrived.filter(({ seq }) => !seqs.has(seq) && seqs.add(seq));
  return added.length === 0 ? known : [...known, ...added].sort((a, b) => a.seq - b.seq);
}
