/** What the page's calendar panel uses of the skill: its logic and forms, and nothing that acts. */
export { EventForm } from "./event-form";
export type { EventFields } from "./edit";
export { newValues, valuesOf, type FormValues } from "./form-values";
export { writeCalendar } from "./ical/write";
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
} from "./month-grid";
export { occurrencesBetween, type Occurrence, type Span } from "./occurrences";
export { describeHours } from "./describe";
export { saveCalendarFile, usersZone } from "./page";
export { deletePayload, savePayload, type Scope } from "./payload";
export { dayBlocks, type Block } from "./week-layout";
export { addDays, addMonths, dayNumber, type CivilDate } from "../../engine/time/calendar";
export { formatIso, startOfDay } from "../../engine/time/zone";
