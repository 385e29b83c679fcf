/** What the page's calendar panel uses of the skill: its logic and forms, and nothing that acts. */
export { EventForm } from "./calendar/event-form";
export type { EventFields } from "./calendar/edit";
export { newValues, valuesOf, type FormValues } from "./calendar/form-values";
export { writeCalendar } from "./calendar/ical/write";
export {
  byDay,
  dayAfterKey,
  dayName,
  dayOfMoment,
  isSame,
  monthGrid,
  monthName,
  weekdayName,
  weekOf,
} from "./calendar/month-grid";
export { occurrencesBetween, type Occurrence, type Span } from "./calendar/occurrences";
export { describeHours } from "./calendar/describe";
export { usersZone } from "./users-zone";
export { saveCalendarFile } from "./calendar/page";
export { deletePayload, savePayload, type Scope } from "./calendar/payload";
export { dayBlocks, type Block } from "./calendar/week-layout";
export { addDays, addMonths, dayNumber, type CivilDate } from "../engine/time/calendar";
export { formatIso, startOfDay } from "../engine/time/zone";
