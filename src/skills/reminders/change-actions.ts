import type { Action } from "../../engine/actions/action";
import { followup, slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { Reminder, UserData } from "../../storage/schema";
import { awaitAnswer, currentlyAwaited } from "../conversation/awaiting";
import { deleteLast } from "../conversation/delete-last";
import { lastIdIn, rememberRecord } from "../last-record";
import { latestMessage } from "../message";
import { changeReminderTo, readChange } from "./change";
import { describeReminder, reminderName } from "./describe";
import { mergeWhen } from "./merge-when";
import { activeReminders, askWhich, listed, sayNone } from "./records";
import { selectReminders } from "./select";
import { subjectOf } from "./subject";

/** Deletes the reminder meant; asks first where it is more than one. */
export const cancelReminder: Action<UserData> = {
  name: "action_cancel_reminder",
  async run(context) {
    const { tracker, store, clock, dispatcher } = context;
    const deleted = await deleteLast(context);
    if (deleted) return deleted;
    const said = latestMessage(tracker);
    const reminders = await activeReminders(context);
    const query = { said, subject: subjectOf(said), lastId: lastIdIn("reminders", tracker) };
    const selection = selectReminders(reminders, query, clock);
    if (selection.kind === "none") return sayNone(context, selection.what, reminders);
    if (selection.kind === "unclear") return askWhich(context, "cancel_reminder", selection.reminders);
    const [only] = selection.reminders;
    if (only && selection.reminders.length === 1) {
      await store.delete("reminders", only.id);
      dispatcher.utter("utter_reminder_deleted", { reminder: describeReminder(only, clock) });
      return [rememberRecord("reminders", only.id)];
    }
    const count = selection.reminders.length;
    dispatcher.utter("utter_delete_reminders", { count, reminders: listed(selection.reminders, clock) });
    const ids = selection.reminders.map(({ id }) => id);
    return [awaitAnswer({ answer: "affirm", action: "action_delete_reminders", ids })];
  },
};

/** The user said yes to deleting several. Runs as a follow-up, so it hands the turn back itself. */
export const deleteReminders: Action<UserData> = {
  name: "action_delete_reminders",
  async run({ tracker, store, dispatcher }) {
    const ids = currentlyAwaited(tracker)?.ids ?? [];
    for (const id of ids) await store.delete("reminders", id);
    dispatcher.utter("utter_reminders_deleted", { count: ids.length });
    return [slotSet("awaiting", null), followup("action_listen")];
  },
};

/** Moves or renames the reminder meant; asks to what where nothing new was said. */
export const changeReminder: Action<UserData> = {
  name: "action_change_reminder",
  async run(context) {
    const { tracker, clock, dispatcher } = context;
    const message = latestMessage(tracker);
    const { target, fresh, newTask } = readChange(message);
    const reminders = await activeReminders(context);
    const query = {
      said: message,
      subject: target.subject,
      lastId: lastIdIn("reminders", tracker),
      times: target.times,
    };
    const selection = selectReminders(reminders, query, clock);
    if (selection.kind === "none") return sayNone(context, selection.what, reminders);
    if (selection.kind === "unclear") return askWhich(context, "change_reminder", selection.reminders);

    const events: NewEvent[] = [];
    for (const reminder of selection.reminders) {
      const when = newTask === null ? mergeWhen(whenOf(reminder), fresh, clock) : null;
      if (newTask === null && when === null) {
        dispatcher.utter("utter_ask_reminder_change", { reminder: reminderName(reminder) });
        const answer = awaitAnswer({ answer: "inform", action: "action_correct", ids: [reminder.id] });
        return [rememberRecord("reminders", reminder.id), answer];
      }
      events.push(...(await changeReminderTo(context, reminder, when ? { when } : { task: newTask ?? reminder.task })));
    }
    return events;
  },
};

function whenOf({ due, rule }: Reminder) {
  return { at: due, ...(rule !== undefined && { rule }) };
}
