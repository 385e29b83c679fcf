import { saveFile } from "../save-file";

/** A phone offers its calendar for it. */
export function saveCalendarFile(name: string, ics: string): void {
  saveFile(name, ics, "text/calendar;charset=utf-8");
}
