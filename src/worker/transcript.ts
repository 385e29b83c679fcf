import type { Event } from "../engine/dialogue/events";
import type { StoredEvent } from "../storage/schema";
import type { Line } from "./protocol";

/** What the worker notes on every event it commits: the message it answers, and whether the transcript shows it. */
export interface TurnMark {
  turn: string;
  quiet: boolean;
  /** Shown instead of the user's text. */
  title?: string;
}

/** Puts the mark on the events that can become lines. */
export function mark(events: readonly Event[], turn: TurnMark): Event[] {
  return events.map((event) => {
    if (event.event !== "user" && event.event !== "bot") return event;
    const { title, ...rest } = turn;
    return { ...event, metadata: { ...event.metadata, ...rest, ...(title !== undefined && { title }) } };
  });
}

/** The lines of a transcript that these events are. */
export function linesOf(stored: readonly StoredEvent[]): Line[] {
  return stored.flatMap(({ seq, event }): Line[] => {
    if (event.event !== "user" && event.event !== "bot") return [];
    const { quiet, is_external: external, title, turn, message, part } = event.metadata ?? {};
    // A message that made several requests is shown once, whole.
    const isLaterPart = event.event === "user" && typeof part === "number" && part > 1;
    if (quiet === true || external === true || isLaterPart) return [];
    const line = { seq, at: event.timestamp * 1000, ...(typeof turn === "string" && { messageId: turn }) };
    if (event.event === "user") {
      return [
        {
          ...line,
          from: "user",
          text: [title, message].find((text) => typeof text === "string") ?? event.text,
          buttons: [],
        },
      ];
    }
    const { buttons, quick_replies, image, custom } = event.data;
    return [
      {
        ...line,
        from: "assistant",
        text: event.text ?? "",
        buttons: [...(buttons ?? []), ...(quick_replies ?? [])],
        ...(image !== undefined && { image }),
        ...(custom && { card: custom }),
      },
    ];
  });
}
