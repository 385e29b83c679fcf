import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Reminder, Timer, UserData } from "../../storage/schema";
import { identity } from "../../identity";
import { timerName } from "../timers/records";
import { describeMoment, reminderName } from "./describe";
import { forgetRecord, remindersCard } from "./records";
import { isLate, isToRing, ringingNow } from "./ringing";

/** What came due while nobody could ring it: told together, so that a start isn't a queue of rings. */
export interface Missed {
  reminders: Reminder[];
  timers: Timer[];
}

export async function missed({ store, clock }: ActionContext<UserData>): Promise<Missed> {
  const reminders = await store.all("reminders");
  const timers = await store.all("timers");
  return {
    reminders: reminders.filter((reminder) => isToRing(reminder) && isLate(reminder.due, clock.now())),
    timers: timers.filter(({ state, ends }) => state === "running" && isLate(ends, clock.now())),
  };
}

/** Rings all of it in one message, each with the time that it was due. */
export async function ringMissed(context: ActionContext<UserData>, { reminders, timers }: Missed): Promise<NewEvent[]> {
  const { store, clock, dispatcher } = context;
  const ringing = reminders.map((reminder) => ringingNow(reminder, clock.now()));
  for (const reminder of ringing) await store.put("reminders", reminder);
  for (const timer of timers) await store.put("timers", { ...timer, state: "ringing" });
  const told = [
    ...reminders.map((reminder) => ({ what: reminderName(reminder), due: reminder.due })),
    ...timers.map((timer) => ({ what: timerName(timer), due: timer.ends })),
  ].sort((a, b) => Date.parse(a.due) - Date.parse(b.due));
  const each = told.map(({ what, due }) => `${what}, ${describeMoment(due, clock.zone, clock.now())}`);
  dispatcher.say({
    text: `${told.length} things came due while ${identity.name} was closed: ${each.join("; ")}.`,
    ...(ringing.length > 0 && { custom: remindersCard("Came due meanwhile", ringing) }),
    buttons: [{ title: "Done with all", payload: "/stop_ringing" }],
  });
  return [forgetRecord()];
}
