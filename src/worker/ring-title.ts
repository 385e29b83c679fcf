import type { Reminder, Timer } from "../storage/schema";

/** What a reminder or timer is called while it rings. */
export function ringTitle(record: Reminder | Timer): string {
  if ("task" in record) return record.task === "" ? "Alarm" : record.task;
  return record.name === "" ? "Timer" : `${record.name} timer`;
}
