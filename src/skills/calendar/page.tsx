import { saveFile } from "../save-file";

/** The time zone that the browser's clock is set to. */
export function usersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A phone offers its calendar for it. */
export function saveCalendarFile(name: string, ics: string): void {
  saveFile(name, ics, "text/calendar;charset=utf-8");
}
