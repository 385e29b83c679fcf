import type { ActionContext } from "../../engine/actions/action";
import type { Button } from "../../engine/actions/bot-message";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Clock } from "../../engine/environment";
import type { Reminder, UserData } from "../../storage/schema";
import { rememberRecord } from "../last-record";
import type { ReminderData } from "./card-data";
import { describeReminder } from "./describe";

/** A question with more buttons than this is no help. */
const MAX_BUTTONS = 6;

/** All that still ring or are going to, in order of time. */
export async function activeReminders({ store }: Pick<ActionContext<UserData>, "store">): Promise<Reminder[]> {
  const reminders = (await store.all("reminders")).filter(({ state }) => state !== "done");
  return reminders.sort(byDue);
}

export function byDue(a: Reminder, b: Reminder): number {
  return Date.parse(a.due) - Date.parse(b.due);
}

export function reminderData({ id, task, due, zone, rule, state }: Reminder): ReminderData {
  return { id, task, due, zone, ...(rule !== undefined && { rule }), state };
}

/** Says something about one reminder, with its card, and makes it the one that "it" means. */
export function sayReminder(context: ActionContext<UserData>, reminder: Reminder, text: string): NewEvent[] {
  context.dispatcher.say({ text, custom: { card: "reminder", reminder: reminderData(reminder) } });
  return [rememberRecord("reminders", reminder.id)];
}

/** Says that nothing fits, and what there is. */
export function sayNone(context: ActionContext<UserData>, what: string, reminders: Reminder[]): NewEvent[] {
  if (reminders.length === 0) {
    context.dispatcher.utter("utter_no_reminders");
  } else {
    const text = `I found no reminder for ${what}. You have ${listed(reminders, context.clock)}.`;
    context.dispatcher.say({ text, custom: remindersCard("Your reminders", reminders) });
  }
  return [forgetRecord()];
}

/** Asks which of several is meant; each button sends `intent` with that reminder's id. */
export function askWhich(context: ActionContext<UserData>, intent: string, reminders: Reminder[]): NewEvent[] {
  const buttons: Button[] = reminders.slice(0, MAX_BUTTONS).map((reminder) => ({
    title: describeReminder(reminder, context.clock),
    payload: `/${intent}${JSON.stringify({ id: reminder.id })}`,
  }));
  context.dispatcher.say({ text: `Which one do you mean: ${listed(reminders, context.clock, "or")}?`, buttons });
  return [forgetRecord()];
}

/** Once several were named, "it" is none of them. */
export const forgetRecord = (): NewEvent => slotSet("last_record", null);

export function remindersCard(title: string, reminders: Reminder[]) {
  return { card: "reminders", title, reminders: reminders.map(reminderData) };
}

/** "“call Anna”, today at 09:00; and alarm, ..." */
export function listed(reminders: Reminder[], clock: Clock, word: "and" | "or" = "and"): string {
  const texts = reminders.map((reminder) => describeReminder(reminder, clock));
  return texts.length < 2 ? (texts[0] ?? "") : `${texts.slice(0, -1).join("; ")}; ${word} ${texts.at(-1)}`;
}

export const emptyForm = (): NewEvent[] => [slotSet("reminder_task", null), slotSet("reminder_when", null)];
