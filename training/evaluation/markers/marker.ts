import type { Event, UserUttered } from "../../../src/engine/dialogue/events";
import { chosenResponse } from "../../../src/engine/nlu/response-selection";

/** A point in conversations that somebody wants to find: a condition on an event, or several joined. */
export type Marker =
  | { kind: "action" | "intent" | "slot"; name: string; negated: boolean }
  | { kind: "and" | "or" | "seq"; markers: Marker[] }
  | { kind: "not" | "at_least_once" | "never"; marker: Marker };

export interface NamedMarker {
  name: string;
  marker: Marker;
}

/** Whether a marker applies at each event of a session (`rasa/core/evaluation/marker.py`). */
function appliesAt(marker: Marker, events: readonly Event[]): boolean[] {
  switch (marker.kind) {
    case "action":
    case "intent":
    case "slot":
      return holdsAt(marker, events).map((holds) => holds !== marker.negated);
    case "and":
      return together(marker.markers, events, (all) => all.every(Boolean));
    case "or":
      return together(marker.markers, events, (all) => all.some(Boolean));
    case "seq":
      return inSequence(marker.markers.map((part) => appliesAt(part, events)));
    case "not":
      return appliesAt(marker.marker, events).map((applies) => !applies);
    case "at_least_once":
      return everSince(appliesAt(marker.marker, events));
    case "never":
      return everSince(appliesAt(marker.marker, events)).map((applied) => !applied);
    default:
      return marker satisfies never;
  }
}

/** The events that count: all where the marker applies; of what happened at least once or never, only the first. */
export function relevantEvents(marker: Marker, events: readonly Event[]): number[] {
  const indices = appliesAt(marker, events).flatMap((applies, index) => (applies ? [index] : []));
  return marker.kind === "at_least_once" || marker.kind === "never" ? indices.slice(0, 1) : indices;
}

/** An action runs, or an intent is said, at one event; a slot stays set until an event sets it to null. */
function holdsAt({ kind, name }: Extract<Marker, { name: string }>, events: readonly Event[]): boolean[] {
  let isSet = false;
  return events.map((event) => {
    if (kind === "action") return event.event === "action" && event.name === name;
    if (kind === "intent") return event.event === "user" && intentsOf(event).includes(name);
    if (event.event === "slot" && event.name === name) isSet = event.value !== null;
    return isSet;
  });
}

/** `faq`, and `faq/ask_hours` where a response was chosen. */
function intentsOf({ parse_data: parse }: UserUttered): string[] {
  const { name } = parse.intent;
  if (name === null) return [];
  const key = chosenResponse(parse, name)?.intent_response_key;
  return key === undefined ? [name] : [name, key];
}

function together(markers: readonly Marker[], events: readonly Event[], join: (all: boolean[]) => boolean): boolean[] {
  const parts = markers.map((part) => appliesAt(part, events));
  return events.map((_, index) => join(parts.map((part) => part[index] ?? false)));
}

/** Each part applied at the event behind that of the part before; the last at this one. */
function inSequence(parts: readonly boolean[][]): boolean[] {
  const first = 1 - parts.length;
  return (parts[0] ?? []).map((_, index) => parts.every((part, place) => part[index + first + place] ?? false));
}

function everSince(applies: readonly boolean[]): boolean[] {
  let ever = false;
  return applies.map((now) => (ever ||= now));
}
