import type { Action, ActionContext } from "../../engine/actions/action";
import { formatIso, wallClock } from "../../engine/time/zone";
import type { UserData } from "../../storage/schema";
import { latestMessage } from "../message";
import { capitalize, joinWords } from "../phrases";
import type { ClockCard, ClockFace } from "./card-data";
import { clockTime, fullDate, shortDate } from "./date-words";
import type { Place } from "./places";
import { readPlaces } from "./read-places";
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

/** "It's 22:05 in Tokyo, 8 hours ahead of you." */
function timeThere(place: Place, ms: number, home: string, withPart: boolean): string {
  const wall = wallClock(ms, place.zone);
  const day = dayAgainstHome(ms, place.zone, home);
  const shown = [
    `it's ${timeIn(place, ms)}`,
    withPart && partOfDay(wall.hour),
    day && `${day === "tomorrow" ? "already" : "still"} ${shortDate(wall)}`,
    differenceWords(ms, place.zone, home),
  ];
  const several = place.city === undefined ? "" : `${place.name} has several time zones; `;
  return capitalize(`${several}${shown.filter(Boolean).join(", ")}.`);
}

function askTime({ tracker, dispatcher, clock }: Context) {
  const message = latestMessage(tracker);
  const { known, unknown } = readPlaces(message);
  const now = clock.now();
  if (unknown[0] !== undefined) {
    dispatcher.utter("utter_place_unknown", { place: capitalize(unknown[0]) });
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
      ? `It's ${clockTime(here)} on ${fullDate(here)}.`
      : places.map((place) => timeThere(place, now, clock.zone, PART_ASKED.test(message.text))).join(" ");
  const card: ClockCard = {
    card: "clock",
    faces: faces.length > 0 ? faces : [{ name: "Here", zone: clock.zone, note: "" }],
    at: formatIso(now, clock.zone),
    live: true,
  };
  dispatcher.say({ text, custom: card });
  return [];
}

function convertTimeZone({ tracker, dispatcher, clock }: Context) {
  const read = readTimeConversion(latestMessage(tracker), clock);
  if ("unknown" in read) {
    dispatcher.utter("utter_place_unknown", { place: capitalize(read.unknown) });
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

export const timeActions: Action<UserData>[] = [
  { name: "action_ask_time", run: askTime },
  { name: "action_convert_time_zone", run: convertTimeZone },
];
