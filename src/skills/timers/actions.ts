import type { Action, ActionContext } from "../../engine/actions/action";
import type { Button } from "../../engine/actions/bot-message";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { ParseData } from "../../engine/nlu/parse-data";
import { formatIso } from "../../engine/time/zone";
import type { Timer, UserData } from "../../storage/schema";
import { withoutTakenBack } from "../conversation/correction";
import { deleteLast } from "../conversation/delete-last";
import { newId } from "../ids";
import { lastIdIn, lastRecord, rememberRecord } from "../last-record";
import { entityText, entityTexts, latestMessage } from "../message";
import { capitalize } from "../phrases";
import { showList } from "../lists/show";
import { clockTime } from "../reminders/describe";
import { activeReminders } from "../reminders/records";
import { listReminders } from "../reminders/set-actions";
import { direction } from "../reminders/time-words";
import { extractTimer, validateTimerForm } from "./form";
import { describeLength, lengthsOfSeveral, MAX_TIMER_SECONDS, readLength, secondsUntil } from "./length";
import { activeTimers, describeTimer, sayTimer, timerData, timerName } from "./records";
import { extendTimer } from "./ring";
import { asksForLess, asksForMore, asksToRestart, resized, selectTimers } from "./select";

/** The form is full: starts the timer. */
const setTimer: Action<UserData> = {
  name: "action_set_timer",
  async run(context) {
    const { tracker, store, clock } = context;
    const seconds = tracker.slot("timer_seconds");
    const name = tracker.slot("timer_name");
    const emptied = [slotSet("timer_seconds", null), slotSet("timer_name", null)];
    if (typeof seconds !== "number") return emptied;
    const message = latestMessage(tracker);
    const timers = await activeTimers(context);
    if (timers.length > 0 && asksToRestart(message)) return [...(await restart(context, timers)), ...emptied];
    if (timers.length > 0 && asksForMore(message)) return [...(await addTime(context, timers, seconds)), ...emptied];
    if (timers.length > 0 && asksForLess(message)) return [...(await addTime(context, timers, -seconds)), ...emptied];
    const meant = resized(message, timers);
    if (meant) return [...(await correctTimer(context, meant, message)), ...emptied];
    const started = lengthsOfSeveral(message) ?? [seconds];
    const names = started.length === 1 ? [typeof name === "string" ? name : ""] : entityTexts(message, "timer_name");
    const events: NewEvent[] = [];
    for (const [index, length] of started.entries()) {
      // Of several, each has a name or none has one.
      const timer = newTimer(context, names.length === started.length ? (names[index] ?? "") : "", length);
      await store.put("timers", timer);
      const what = timer.name === "" ? "Timer started" : `${capitalize(timerName(timer))} started`;
      const text = `${what}: ${describeLength(length)}, until ${clockTime(timer.ends, clock.zone)}.`;
      events.push(...sayTimer(context, timer, text));
    }
    return [...events, ...emptied];
  },
};

function newTimer({ tracker, clock, random }: ActionContext<UserData>, name: string, seconds: number): Timer {
  return {
    id: newId(random),
    name,
    seconds,
    ends: formatIso(clock.now() + seconds * 1000, clock.zone),
    state: "running",
    conversation: tracker.conversation,
    created: formatIso(clock.now(), clock.zone),
  };
}

/** Starts the timer meant once more, at its whole length. */
async function restart(context: ActionContext<UserData>, timers: Timer[]): Promise<NewEvent[]> {
  const { store, clock, tracker } = context;
  const selection = selectTimers(timers, latestMessage(tracker), lastIdIn("timers", tracker));
  if (selection.kind === "none") return sayNone(context, selection.what, timers);
  const [timer] = selection.timers;
  if (!timer || selection.timers.length > 1) {
    return askWhich(context, selection.timers, ({ id, seconds }) => `/extend_timer${JSON.stringify({ id, seconds })}`);
  }
  const restarted: Timer = {
    ...timer,
    ends: formatIso(clock.now() + timer.seconds * 1000, clock.zone),
    state: "running",
  };
  await store.put("timers", restarted);
  const until = clockTime(restarted.ends, clock.zone);
  return sayTimer(
    context,
    restarted,
    `${capitalize(timerName(timer))} started again: ${describeLength(timer.seconds)}, until ${until}.`,
  );
}

/** How long is left: of the timer meant, or of all. */
const checkTimer: Action<UserData> = {
  name: "action_check_timer",
  async run(context) {
    const { tracker, clock, dispatcher } = context;
    const timers = await activeTimers(context);
    if (timers.length > 0 && asksToRestart(latestMessage(tracker))) return restart(context, timers);
    // "What's left" may be asked of a list or of the reminders, where no timer runs.
    if (timers.length === 0 && /\bleft\b/i.test(latestMessage(tracker).text)) {
      if (lastRecord(tracker)?.store === "items") return showList.run(context);
      if ((await activeReminders(context)).length > 0) return listReminders.run(context);
    }
    const selection = selectTimers(timers, latestMessage(tracker), null);
    if (selection.kind === "none") return sayNone(context, selection.what, timers);
    const [only] = selection.timers;
    const text = `${selection.timers.map((timer) => capitalize(describeTimer(timer, clock.now()))).join("; ")}.`;
    if (only && selection.timers.length === 1) return sayTimer(context, only, text);
    dispatcher.say({ text, custom: { card: "timers", timers: selection.timers.map(timerData) } });
    return [];
  },
};

/** Deletes the timers meant; asks which where it could be several. */
const cancelTimer: Action<UserData> = {
  name: "action_cancel_timer",
  async run(context) {
    const { tracker, store, dispatcher } = context;
    const timers = await activeTimers(context);
    if (timers.length > 0 && asksToRestart(latestMessage(tracker))) return restart(context, timers);
    const deleted = timers.some(({ state }) => state === "ringing") ? null : await deleteLast(context);
    if (deleted) return deleted;
    if (/\b(?:pause|hold|freeze)\b/i.test(latestMessage(tracker).text)) {
      dispatcher.utter("utter_timer_no_pause");
      return [];
    }
    const selection = selectTimers(timers, latestMessage(tracker), lastIdIn("timers", tracker));
    if (selection.kind === "none") return sayNone(context, selection.what, timers);
    if (selection.kind === "unclear") {
      return askWhich(context, selection.timers, ({ id }) => `/cancel_timer${JSON.stringify({ id })}`, [
        { title: "All of them", payload: "cancel all timers" },
      ]);
    }
    for (const timer of selection.timers) await store.delete("timers", timer.id);
    dispatcher.utter("utter_timers_cancelled", { timers: selection.timers.map(timerName).join(", ") });
    return [];
  },
};

/** "Add 5 minutes", or "take 2 off" (negative): to the timer named, else to the one last spoken of; asks which where that is open. */
export async function addTime(context: ActionContext<UserData>, timers: Timer[], seconds: number): Promise<NewEvent[]> {
  const { text, entities } = latestMessage(context.tracker);
  // The length is what to add, so it can't tell which timer.
  const named = { text, entities: entities.filter(({ entity }) => entity === "timer_name") };
  const selection = selectTimers(timers, named, lastIdIn("timers", context.tracker));
  if (selection.kind === "none") return sayNone(context, selection.what, timers);
  const [timer] = selection.timers;
  if (/\b(?:both|all)\b/i.test(text)) {
    const events: NewEvent[] = [];
    for (const each of selection.timers) events.push(...(await addOrRefuse(context, each, seconds)));
    return events;
  }
  if (!timer || selection.timers.length > 1) {
    return askWhich(context, selection.timers, ({ id }) => `/extend_timer${JSON.stringify({ id, seconds })}`);
  }
  return addOrRefuse(context, timer, seconds);
}

async function addOrRefuse(context: ActionContext<UserData>, timer: Timer, seconds: number): Promise<NewEvent[]> {
  const left = secondsUntil(timer.ends, context.clock.now()) + seconds;
  if (left > 0 && timer.seconds + seconds <= MAX_TIMER_SECONDS) return extendTimer(context, timer, seconds);
  context.dispatcher.utter("utter_timer_length");
  return [];
}

function askWhich(
  { dispatcher }: ActionContext<UserData>,
  timers: Timer[],
  payloadFor: (timer: Timer) => string,
  more: Button[] = [],
): NewEvent[] {
  const buttons = timers.map((timer) => ({ title: capitalize(timerName(timer)), payload: payloadFor(timer) }));
  dispatcher.say({ text: `Which one: ${timers.map(timerName).join(", ")}?`, buttons: [...buttons, ...more] });
  return [];
}

/** A card's "+1 min": adds the seconds that the button sends. */
const addToTimer: Action<UserData> = {
  name: "action_extend_timer",
  async run(context) {
    const message = latestMessage(context.tracker);
    const timer = await context.store.get("timers", entityText(message, "id") ?? "");
    const seconds = Number(entityText(message, "seconds"));
    if (!timer || !(seconds > 0 && seconds <= MAX_TIMER_SECONDS))
      return sayNone(context, "that", await activeTimers(context));
    return extendTimer(context, timer, seconds);
  },
};

/** "Actually, call it eggs". */
const NAMED = /\b(?:call|name|label) (?:it|that|this)(?: timer)? (?:the )?([\p{L}][\p{L} '’-]{0,40})[.!]*$/iu;

/** Puts right the timer just set: "make it 12 minutes" counts from when it was started, "5 minutes more" adds. */
export async function correctTimer(
  context: ActionContext<UserData>,
  timer: Timer,
  message: ParseData,
): Promise<NewEvent[]> {
  const { store, clock, dispatcher } = context;
  const said = withoutTakenBack(message, clock);
  const length = readLength(said);
  if (length !== null && asksForMore(said)) return addOrRefuse(context, timer, length);
  const way = direction(said.text);
  const named = length === null ? NAMED.exec(said.text)?.[1] : undefined;
  if (named !== undefined) {
    const renamed: Timer = { ...timer, name: named };
    await store.put("timers", renamed);
    return sayTimer(context, renamed, `Changed: ${timerName(renamed)}, until ${clockTime(timer.ends, clock.zone)}.`);
  }
  const seconds = length !== null && way !== null ? timer.seconds + length * way : length;
  const ends = Date.parse(timer.created) + (seconds ?? 0) * 1000;
  if (seconds === null || seconds > MAX_TIMER_SECONDS || ends <= clock.now()) {
    dispatcher.utter("utter_timer_length");
    return [];
  }
  const corrected: Timer = { ...timer, seconds, ends: formatIso(ends, clock.zone), state: "running" };
  await store.put("timers", corrected);
  const text = `Changed: ${describeLength(seconds)}, until ${clockTime(corrected.ends, clock.zone)}.`;
  return sayTimer(context, corrected, text);
}

function sayNone(context: ActionContext<UserData>, what: string, timers: Timer[]): NewEvent[] {
  const { dispatcher, clock } = context;
  const [only] = timers;
  if (!only) {
    dispatcher.utter("utter_no_timers");
    return [];
  }
  const running = timers.map((timer) => describeTimer(timer, clock.now())).join("; ");
  dispatcher.say({
    text: `I found no timer for ${what}. Running: ${running}.`,
    custom: { card: "timers", timers: timers.map(timerData) },
  });
  return timers.length === 1 ? [rememberRecord("timers", only.id)] : [];
}

export const actions: Action<UserData>[] = [
  extractTimer,
  validateTimerForm,
  setTimer,
  checkTimer,
  cancelTimer,
  addToTimer,
];
