import type { EventFields } from "./edit";

/** Which times of a recurring event are meant. */
export type Scope = "one" | "all";

/** What keeps an event, new or changed: a form of the page sends it, or a button of a question. */
export function savePayload({
  id,
  fields,
  scope,
  on,
}: {
  id?: string;
  fields: EventFields;
  scope?: Scope;
  on?: string;
}) {
  const { title, starts, ends, allDay, place, notes, rule } = fields;
  return `/save_event${JSON.stringify({
    id,
    event_title: title,
    starts,
    ends,
    all_day: allDay,
    event_place: place,
    notes,
    rule,
    scope,
    on,
  })}`;
}

/** What deletes an event, or one of its times. */
export function deletePayload(id: string, scope?: Scope, on?: string): string {
  return `/delete_event${JSON.stringify({ id, scope, on })}`;
}
