import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Reminder, UserData } from "../../storage/schema";
import { newId } from "../ids";
import { lastIdIn, rememberRecord } from "../last-record";
import { entityText, latestMessage } from "../message";
import { addTime } from "../timers/actions";
import { activeTimers } from "../timers/records";
import { asksForMore } from "../timers/select";
import { extendTimer, ringTimer, stopTimer } from "../timers/ring";
import { clockTime, describeMoment, reminderName } from "./describe";
import { reminderData, sayReminder } from "./records";
import { missed, ringMissed } from "./missed";
import { isLate, isToRing, ringingNow } from "./ringing";
import { durationOf, hourOf, readWhen } from "./when";
import { identity } from "../../identity";

const SNOOZE_MINUTES = 10;

/** The host says that something came due: `reminder_due` with its store and id. */
export const ring: Action<UserData> = {
  name: "action_ring",
  async run(context) {
    const message = latestMessage(context.tracker);
    const id = entityText(message, "id") ?? "";
    const late = await missed(context);
    if (late.reminders.length + late.timers.length > 1) return ringMissed(context, late);
    if (entityText(message, "store") === "timers") return ringTimer(context, id);
    const reminder = await context.store.get("reminders", id);
    return reminder && isDue(reminder, context.clock.now()) ? ringReminder(context, reminder) : [];
  },
};

function isDue(reminder: Reminder, now: number): boolean {
  return isToRing(reminder) && Date.parse(reminder.due) <= now;
}

async function ringReminder(context: ActionContext<UserData>, reminder: Reminder): Promise<NewEvent[]> {
  const { store, clock, dispatcher } = context;
  const ringing = ringingNow(reminder, clock.now());
  await store.put("reminders", ringing);
  const what = reminder.task === "" ? "your alarm" : reminder.task;
  const text = isLate(reminder.due, clock.now())
    ? `This was due ${describeMoment(reminder.due, clock.zone, clock.now())}, while ${identity.name} was closed: ${what}`
    : `It's ${clockTime(reminder.due, clock.zone)}: ${what}`;
  dispatcher.say({
    text,
    custom: { card: "reminder", reminder: reminderData(ringing) },
    buttons: [
      { title: "Done", payload: `/stop_ringing${JSON.stringify({ id: reminder.id })}` },
      { title: `Snooze ${SNOOZE_MINUTES} min`, payload: `/snooze_reminder${JSON.stringify({ id: reminder.id })}` },
    ],
  });
  return [rememberRecord("reminders", reminder.id)];
}

/** Ends the ringing of what a button names, or of all that rings. */
export const stopRinging: Action<UserData> = {
  name: "action_stop_ringing",
  async run(context) {
    const stopped = await stopAllRinging(context, entityText(latestMessage(context.tracker), "id"));
    context.dispatcher.utter(stopped > 0 ? "utter_ringing_stopped" : "utter_nothing_rings");
    return [];
  },
};

/** How many were stopped; those with the id, or all where it is null. */
export async function stopAllRinging(
  { store }: Pick<ActionContext<UserData>, "store">,
  id: string | null,
): Promise<number> {
  const meant = (record: { id: string; state: string }) =>
    record.state === "ringing" && (id === null || record.id === id);
  const reminders = (await store.all("reminders")).filter(meant);
  for (const reminder of reminders) await store.put("reminders", silenced(reminder));
  const timers = (await store.all("timers")).filter(meant);
  for (const timer of timers) await stopTimer(store, timer);
  return reminders.length + timers.length;
}

function silenced(reminder: Reminder): Reminder {
  return { ...reminder, state: reminder.rule ? "waiting" : "done" };
}

/** Lets what rings ring again later; ten minutes where no time was said. */
export const snoozeReminder: Action<UserData> = {
  name: "action_snooze_reminder",
  async run(context) {
    const { tracker, store, clock, dispatcher, random } = context;
    const message = latestMessage(tracker);
    const id = entityText(message, "id");
    const reminders = (await store.all("reminders")).filter(({ state }) => state === "ringing");
    const wanted = id ?? lastIdIn("reminders", tracker);
    const reminder = reminders.find((ringing) => ringing.id === wanted) ?? (id === null ? reminders.at(-1) : undefined);
    const until = snoozeEnd(context);
    if (!reminder) {
      const timer = (await store.all("timers")).find(({ state }) => state === "ringing");
      if (timer && id === null) return extendTimer(context, timer, Math.round((until - clock.now()) / 1000));
      const running = await activeTimers(context);
      const more = durationOf(message);
      // "Five more minutes" is for the timer that runs, where nothing rings.
      if (running.length > 0 && more !== null && asksForMore(message)) return addTime(context, running, more);
      dispatcher.utter("utter_nothing_rings");
      return [];
    }
    const due = formatIso(until, clock.zone);
    // A repeating reminder keeps its times: what is snoozed is a single copy of it.
    const { rule, ...single } = reminder;
    const copy: Reminder = { ...single, due, zone: clock.zone, state: "waiting", ...(rule && { id: newId(random) }) };
    if (rule) await store.put("reminders", silenced(reminder));
    await store.put("reminders", copy);
    return sayReminder(
      context,
      copy,
      `Snoozed: ${reminderName(copy)} rings again ${describeMoment(due, clock.zone, clock.now())}.`,
    );
  },
};

/** Milliseconds since the epoch. "5" is minutes here, but "until 8" is an hour. */
function snoozeEnd({ tracker, clock }: ActionContext<UserData>): number {
  const message = latestMessage(tracker);
  const number = hourOf(message);
  const when = readWhen(message, clock);
  const isMinutes = number !== null && durationOf(message) === null && !/\b(till|until|at)\b/i.test(message.text);
  const seconds = isMinutes ? number * 60 : SNOOZE_MINUTES * 60;
  const named = when && !isMinutes ? Date.parse(when.at) : 0;
  return named > clock.now() ? named : clock.now() + seconds * 1000;
}
