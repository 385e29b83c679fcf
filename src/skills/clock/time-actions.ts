import type { ActionContext } from "../../engine/actions/action";
import type { ParseData } from "../../engine/nlu/parse-data";
import { formatIso, offsetMinutes, wallClock } from "../../engine/time/zone";
import type { UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import { capitalize, joinWords } from "../phrases";
import type { ClockCard, ClockFace } from "./card-data";
import { clockTime, fullDate, shortDate } from "./date-words";
import type { Place } from "./places";
import { readPlaces } from "./read-places";
import { readShiftedMoment, type ShiftedMoment } from "./shifted-moment";
import { readTimeConversion } from "./time-conversion";
import { dayAgainstHome, dayDifferenceWords, differenceWords } from "./zone-difference";

type Context = ActionContext<UserData>;

const PART_ASKED = /\b(?:morning|afternoon|evening|night|daytime|late|early|awake|asleep|sleeping|up yet|dark)\b/i;

function partOfDay(hour: number): string {
  if (hour < 5 || hour >= 23) return "night";
  if (hour < 12) return "morning";
  return hour < 18 ? "afternoon" : "evening";
}

/** "22:05 in Tokyo", "22:05 Pacific time", "22:05 here". */
function timeIn(place: Place, ms: number): string {
  const shown = clockTime(wallClock(ms, place.zone));
  return place.isZone ? `${shown} ${place.name}` : `${shown} in ${place.city ?? place.name}`;
}

function verbAt(ms: number, now: number): string {
  return ms === now ? "It's" : ms > now ? "It will be" : "It was";
}

/** "It's 22:05 in Tokyo, 8 hours ahead of you." */
function timeThere(place: Place, ms: number, home: string, withPart: boolean, verb: string): string {
  const wall = wallClock(ms, place.zone);
  const day = dayAgainstHome(ms, place.zone, home);
  const shown = [
    `${place.city === undefined ? verb : verb.toLowerCase()} ${timeIn(place, ms)}`,
    withPart && partOfDay(wall.hour),
    day && `${day === "tomorrow" ? "already" : "still"} ${shortDate(wall)}`,
    differenceWords(ms, place.zone, home),
  ];
  const several = place.city === undefined ? "" : `${place.name} has several time zones; `;
  return capitalize(`${several}${shown.filter(Boolean).join(", ")}.`);
}

const ZONE_ASKED = /\btime ?zones?\b/i;

/** "You're in the time zone Europe/Oslo: Central European Standard Time, UTC+1." */
function ownZone({ now, zone }: { now: number; zone: string }): string {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "long" }).formatToParts(now);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
  const minutes = offsetMinutes(now, zone);
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? "" : `:${String(size % 60).padStart(2, "0")}`;
  return `You're in the time zone ${zone}: ${name}, UTC${minutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest}.`;
}

/** A message without the words of a shifted moment: the "in five hours" of it names no place. */
function without(message: ParseData, { start, end }: ShiftedMoment): ParseData {
  const text = message.text.slice(0, start) + " ".repeat(end - start) + message.text.slice(end);
  return {
    ...message,
    text,
    entities: message.entities.filter((entity) => entity.start >= end || entity.end <= start),
  };
}

/** The time here or elsewhere: now, or at a moment told by its distance ("in 90 minutes"). */
export function askTime({ tracker, dispatcher, clock }: Context) {
  const heard = latestMessage(tracker);
  const shifted = readShiftedMoment(heard.text, { now: clock.now(), zone: clock.zone });
  const message = shifted ? without(heard, shifted) : heard;
  const { known, unknown } = readPlaces(message);
  const now = shifted?.at ?? clock.now();
  if (unknown[0] !== undefined) {
    dispatcher.utter("utter_place_unknown", { place: capitalize(unknown[0]) });
    return [];
  }
  if (known.length === 0 && ZONE_ASKED.test(message.text)) {
    dispatcher.say({ text: ownZone({ now, zone: clock.zone }) });
    return [];
  }
  const places = known.flatMap(({ place }) => (place.namesake ? [place, place.namesake] : [place]));
  const faces: ClockFace[] = places.map((place) => ({
    name: place.city ?? place.name,
    zone: place.zone,
    note: differenceWords(now, place.zone, clock.zone),
  }));
  const here = wallClock(now, clock.zone);
  const text =
    places.length === 0
      ? `${verbAt(now, clock.now())} ${clockTime(here)} on ${fullDate(here)}.`
      : places
          .map((place) => timeThere(place, now, clock.zone, PART_ASKED.test(message.text), verbAt(now, clock.now())))
          .join(" ");
  const card: ClockCard = {
    card: "clock",
    faces: faces.length > 0 ? faces : [{ name: "Here", zone: clock.zone, note: "" }],
    at: formatIso(now, clock.zone),
    live: !shifted,
  };
  dispatcher.say({ text, custom: card });
  return [];
}

export function convertTimeZone(context: Context) {
  const { tracker, dispatcher, clock } = context;
  const { text } = latestMessage(tracker);
  if (readShiftedMoment(text, { now: clock.now(), zone: clock.zone })) return askTime(context);
  const read = readTimeConversion(latestMessage(tracker), clock);
  if ("unknown" in read) {
    dispatcher.utter("utter_place_unknown", { place: capitalize(read.unknown) });
    return [];
  }
  if ("missing" in read && read.missing === "place" && ZONE_ASKED.test(text)) {
    dispatcher.say({ text: ownZone({ now: clock.now(), zone: clock.zone }) });
    return [];
  }
  if ("missing" in read) {
    dispatcher.utter(read.missing === "time" ? "utter_ask_time_to_convert" : "utter_ask_place_to_convert");
    return [];
  }
  const here: Place = { name: "here", zone: clock.zone };
  const from = read.from ?? here;
  const to = read.to ?? here;
  const dayThere = dayDifferenceWords(read.at, to.zone, from.zone);
  const told = (place: Place) =>
    place === here ? `${clockTime(wallClock(read.at, place.zone))} here` : timeIn(place, read.at);
  const several = [from, to]
    .filter(({ city }) => city !== undefined)
    .map(({ name, city }) => `${name} is taken as ${city}`);
  const card: ClockCard = {
    card: "clock",
    faces: [from, to].map((place) => ({
      name: place === here ? "Here" : (place.city ?? place.name),
      zone: place.zone,
      note: place === to ? dayThere : "",
    })),
    at: formatIso(read.at, clock.zone),
    live: false,
  };
  const day = dayThere && `, ${dayThere} (${shortDate(wallClock(read.at, to.zone))})`;
  const note = several.length > 0 ? ` (${joinWords(several)})` : "";
  dispatcher.say({ text: `${told(from)} is ${told(to)}${day}${note}.`, custom: card });
  return [];
}
