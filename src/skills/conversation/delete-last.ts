import type { ActionContext } from "../../engine/actions/action";
import { slotSet, type NewEvent } from "../../engine/dialogue/events";
import type { UserData } from "../../storage/schema";
import { lastRecord } from "../last-record";
import { latestMessage } from "../message";
import { relevant } from "../calendar/occurrences";
import { setLastTurn } from "./awaiting";
import { inScope } from "../calendar/scope";
import { quoteNote } from "../notes/reply";
import { describeReminder } from "../reminders/describe";
import { timerName } from "../timers/records";

/** "It" is what was dealt with in at most this many messages before this one, and this many seconds ago. */
const RECENT = { messages: 3, seconds: 600 };

/** The whole message asks to do away with what was just spoken of, without saying what kind of thing it is. */
const DELETE_IT =
  /^\W*(?:(?:no|nah|oh|oops|actually|please|pls|ok|okay|wait|sorry|just|can you|could you)\b[\s,]*)*(?:delete|cancel|remove|forget(?: about)?|scratch|scrap|stop|erase|drop|get rid of|turn off) (?:it|that|this|the last one|the one i just (?:made|added|took|wrote))(?: (?:last )?(?:one|note|reminder|timer|alarm|item|entry))?(?:[\s,]+(?:please|pls|thanks|then|now|again))*\W*$/i;

/** Says no more than that something is to be done away with: what was made by the message before. */
const DELETE =
  /^\W*(?:(?:no|nah|oh|oops|actually|please|wait|sorry|just|ugh|ok|okay|leave it)\b[\s,]*)*(?:delete|cancel|remove|scratch|scrap|stop|erase|drop)(?:[\s,]+(?:please|pls|thanks|now))*\W*$/i;

/**
 * "Delete it", "scratch that", or "cancel" right after a reminder or a timer was set or a note taken: deletes that one and says so. Null where the message
 * says something else, or there is no such record, or it rings: stopping that doesn't delete it.
 */
export async function deleteLast(context: ActionContext<UserData>): Promise<NewEvent[] | null> {
  const { tracker, store, clock, dispatcher } = context;
  const last = lastRecord(tracker);
  const { text } = latestMessage(tracker);
  if (!last || !isRecent(context)) return null;
  if (!DELETE_IT.test(text) && !(DELETE.test(text) && (await isJustMade(context, last)))) return null;
  if (last.store === "reminders") {
    const reminder = await store.get("reminders", last.id);
    if (reminder?.state !== "waiting") return null;
    await store.delete("reminders", reminder.id);
    dispatcher.utter("utter_reminder_deleted", { reminder: describeReminder(reminder, clock) });
    return [];
  }
  if (last.store === "timers") {
    const timer = await store.get("timers", last.id);
    if (timer?.state !== "running") return null;
    await store.delete("timers", timer.id);
    dispatcher.utter("utter_timers_cancelled", { timers: timerName(timer) });
    return [];
  }
  if (last.store === "appointments") {
    const appointment = await store.get("appointments", last.id);
    if (!appointment) return null;
    return inScope(context, relevant(appointment, clock.now(), clock.zone), { namesDay: false });
  }
  if (last.store === "notes") {
    const note = await store.get("notes", last.id);
    if (!note) return null;
    await store.delete("notes", note.id);
    dispatcher.utter("utter_note_deleted", { note: quoteNote(note) });
    return [slotSet("last_record", null)];
  }
  return null;
}

/** Whether the record was made by the message before this one. */
async function isJustMade(
  { tracker, store }: ActionContext<UserData>,
  { store: name, id }: { store: string; id: string },
): Promise<boolean> {
  const [before] = tracker.events.filter(({ event }) => event === "user").slice(-2);
  if (!before || !isKept(name) || setLastTurn(tracker, "last_record") === null) return false;
  const record = await store.get(name, id);
  // ISO times of records are as exact as the events' seconds.
  return record !== undefined && Date.parse(record.created) >= Math.floor(before.timestamp * 1000);
}

function isKept(name: string): name is "reminders" | "timers" | "appointments" | "notes" {
  return ["reminders", "timers", "appointments", "notes"].includes(name);
}

function isRecent({ tracker, clock }: ActionContext<UserData>): boolean {
  const { events } = tracker;
  const at = events.findLastIndex((event) => event.event === "slot" && event.name === "last_record");
  const set = events[at];
  if (!set || clock.now() / 1000 - set.timestamp > RECENT.seconds) return false;
  return events.slice(at).filter(({ event }) => event === "user").length <= RECENT.messages;
}
