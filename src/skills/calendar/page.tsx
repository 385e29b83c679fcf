/** The time zone that the browser's clock is set to. */
export function usersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Gives the user a calendar file, in the way that their browser keeps downloads; a phone offers its calendar for it. */
export function saveCalendarFile(name: string, ics: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([ics], { type: "text/calendar;charset=utf-8" }));
  link.download = name;
  link.click();
  // The browser has taken it by the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
