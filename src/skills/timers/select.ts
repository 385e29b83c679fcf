import type { Timer } from "../../storage/schema";
import { closest } from "../matching";
import type { Said } from "../reminders/when";
import { readLength } from "./length";

/** Which timers a message means. */
export type TimerSelection =
  { kind: "found"; timers: Timer[] } | { kind: "none"; what: string } | { kind: "unclear"; timers: Timer[] };

/** A timer that is yet to be, as the user names it; "the" or "my" timer is one that runs. */
const NEW_TIMER = /(?<!\b(?:the|my|that|this|to) (?:[\w']+ )?)\btimer\b/i;
const ALL = /\b(all|every|both|timers)\b/i;

/** By id, name, length ("the ten minute one") or "all"; without any of them the one that rings, or the one last spoken of. */
export function selectTimers(timers: Timer[], said: Said, lastId: string | null): TimerSelection {
  const valueOf = (name: string) => said.entities.find(({ entity }) => entity === name)?.value;
  const id = valueOf("id");
  if (id !== undefined)
    return found(
      timers.filter((timer) => timer.id === id),
      "that",
    );

  const name = valueOf("timer_name");
  if (typeof name === "string")
    return foundOrUnclear(
      closest(name, timers, (timer) => timer.name),
      `“${name}”`,
    );
  if (ALL.test(said.text)) return found(timers, "anything");

  const seconds = readLength(said);
  const ofLength = timers.filter((timer) => timer.seconds === seconds);
  if (ofLength.length > 0) return foundOrUnclear(ofLength, "that long");
  const [only] = timers;
  if (timers.length < 2) return found(only ? [only] : [], "anything");
  const likely = timers.find(({ state }) => state === "ringing") ?? timers.find((timer) => timer.id === lastId);
  return likely ? found([likely], "that") : { kind: "unclear", timers };
}

/** "Add 5 minutes", "five more minutes": more time for a timer that runs, and not a new one. */
export function asksForMore({ text }: Said): boolean {
  return /\b(?:add|extend|more|longer|extra|another(?! (?:one|timer|for|of)\b))\b/i.test(text) && !NEW_TIMER.test(text);
}

/** "Take a minute off", "make it 2 minutes shorter". */
export function asksForLess({ text }: Said): boolean {
  return (
    /\b(?:off|shorten|shorter|reduce|subtract|minus|cut|knock|fewer|less)\b/i.test(text) &&
    !/\bturn\b|\bswitch\b/i.test(text)
  );
}

/** "Restart the pasta timer": with its whole length, from now. */
export function asksToRestart({ text }: Said): boolean {
  return /\b(?:restart|re-?start|reset|start (?:it |that |the [^,.]{1,30}? |my [^,.]{1,30}? )?(?:over|again|afresh|from (?:the )?(?:start|beginning|scratch))|begin (?:it |that )?again)\b/i.test(
    text,
  );
}

/** "Make the rice timer 20 minutes": the timer that is to have another length; null where it is a new one. */
export function resized(said: Said, timers: Timer[]): Timer | null {
  if (NEW_TIMER.test(said.text) || !/\b(?:make|change|set|put|turn|switch)\b.*\btimer\b/i.test(said.text)) return null;
  const name = said.entities.find(({ entity }) => entity === "timer_name")?.value;
  const [only, ...others] = typeof name === "string" ? closest(name, timers, (timer) => timer.name) : [];
  return only && others.length === 0 ? only : null;
}

function found(timers: Timer[], what: string): TimerSelection {
  return timers.length > 0 ? { kind: "found", timers } : { kind: "none", what };
}

function foundOrUnclear(timers: Timer[], what: string): TimerSelection {
  return timers.length > 1 ? { kind: "unclear", timers } : found(timers, what);
}
