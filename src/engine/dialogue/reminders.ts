import { instantOf } from "../time/zone";
import type { Event, ReminderCancelled, ReminderScheduled } from "./events";

/** A reminder that an action set and that is still to fire. */
export interface PendingReminder {
  readonly reminder: ReminderScheduled;
  /** The id of the message that it was set in answer to, null for none: what it says further on doesn't count as speaking again. */
  readonly message: string | null;
}

/**
 * The reminders that pend after an event. One of the same name replaces an earlier one; a message of the user ends those that
 * asked for it (`kill_on_user_msg`), a restart ends all, firing ends its own. A new session that silence alone began ends none:
 * Rasa drops them there, and with them every reminder further off than a session lasts.
 */
export function remindersAfter(
  pending: readonly PendingReminder[],
  event: Event,
  message: string | null,
): readonly PendingReminder[] {
  switch (event.event) {
    case "reminder":
      return [...pending.filter(({ reminder }) => reminder.name !== event.name), { reminder: event, message }];
    case "cancel_reminder":
      return keep(pending, ({ reminder }) => !cancels(event, reminder));
    case "user": {
      if (event.metadata?.["is_external"] === true) {
        const fired = event.metadata["reminder"];
        return keep(pending, ({ reminder }) => reminder.name !== fired);
      }
      const isNew = ({ message: earlier }: PendingReminder): boolean =>
        earlier === null || earlier !== event.message_id;
      return event.text === "" ? pending : keep(pending, (one) => !one.reminder.kill_on_user_msg || !isNew(one));
    }
    case "restart":
      return [];
    default:
      return pending;
  }
}

/** The same list where nothing goes: states share it. */
function keep(
  pending: readonly PendingReminder[],
  stays: (one: PendingReminder) => boolean,
): readonly PendingReminder[] {
  return pending.every(stays) ? pending : pending.filter(stays);
}

/** Whatever of name, intent and entities is given must be equal; nothing given cancels all. */
function cancels({ name, intent, entities }: ReminderCancelled, reminder: ReminderScheduled): boolean {
  return (
    (!name || name === reminder.name) &&
    (!intent || intent === reminder.intent) &&
    (!entities || JSON.stringify(entities) === JSON.stringify(reminder.entities))
  );
}

const WITHOUT_OFFSET = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/;

/** When a reminder is due, in milliseconds since the epoch. A time without an offset is the user's own. NaN where it's no time. */
export function dueTime({ date_time }: Pick<ReminderScheduled, "date_time">, zone: string): number {
  const local = WITHOUT_OFFSET.exec(date_time);
  if (!local) return Date.parse(date_time);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = local
    .slice(1)
    .map((part) => Number(part ?? 0));
  return instantOf({ year, month, day, hour, minute, second }, zone);
}
