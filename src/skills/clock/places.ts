import { CITIES } from "./cities";
import { COUNTRIES, SPREAD_COUNTRIES } from "./countries";
import { ZONE_NAMES } from "./zone-names";

export interface Place {
  /** As an answer shows it. */
  name: string;
  /** IANA time zone. */
  zone: string;
  /** Set for a country with several times: the city of it that the zone is that of. */
  city?: string;
  /** It's the name of a time zone: 9:00 Pacific time, not in it. */
  isZone?: true;
  /** Another place of the same name, which may be meant as well. */
  namesake?: Place;
}

const GEORGIA: Place = {
  name: "Georgia (the country)",
  zone: "Asia/Tbilisi",
  namesake: { name: "Georgia (the US state)", zone: "America/New_York" },
};

/** A place that a text names. */
export interface PlaceMention {
  place: Place;
  start: number;
  end: number;
}

/** IANA names that are no place people ask for, or that would be misread as another word. */
const SKIPPED_ZONES = /^(?:Antarctica|America\/(?:Indiana|Kentucky|North_Dakota))\//;
const RENAMED: Record<string, string> = {
  Christmas: "Christmas Island",
  Easter: "Easter Island",
  Wake: "Wake Island",
  Midway: "Midway Atoll",
  Calcutta: "Kolkata",
  Katmandu: "Kathmandu",
  Rangoon: "Yangon",
  Faeroe: "Faroe Islands",
  Godthab: "Nuuk",
  Ponape: "Pohnpei",
  Truk: "Chuuk",
};

/** How a name is looked up: lower case, without accents, dots and apostrophes. */
function placeKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f.'’]/g, "")
    .replace(/[øØ]/g, "o")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

function ianaName(zone: string): string {
  const last = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return RENAMED[last] ?? last.replace(/^St /, "St ");
}

const UNITED_STATES = /^(?:US|U\.S\.|USA|America|the States|United States.*)$/;
const WITH_ARTICLE =
  /^(?:UK|United .*|UAE|Emirates|Netherlands|Philippines|(?:Czech|Dominican|Central African) Republic|Republic of .*|Bahamas|Gambia|Seychelles|Comoros|Canaries|Falklands|Faroes|.* Islands|(?:East|West) Coast|Algarve|Grand Canyon)$/;

/** All known places by key. Later ones give way to earlier: a zone's own name, then cities, then IANA's last parts. */
const PLACES: ReadonlyMap<string, Place> = knownPlaces();

function knownPlaces(): Map<string, Place> {
  const places = new Map<string, Place>();
  const add = (name: string, place: Place) => {
    if (!places.has(placeKey(name))) places.set(placeKey(name), place);
  };
  for (const [zone, shown = zone, ...others] of ZONE_NAMES) {
    for (const name of [shown, ...others]) add(name, { name: shown, zone, isZone: true });
  }
  add("Georgia", GEORGIA);
  for (const [name, { zone, city }] of Object.entries(SPREAD_COUNTRIES))
    add(name, { name: shownName(name), zone, city });
  for (const table of [COUNTRIES, CITIES]) {
    for (const [zone, names] of Object.entries(table))
      for (const name of names.split("|")) add(name, { name: shownName(name), zone });
  }
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    if (!SKIPPED_ZONES.test(zone)) add(ianaName(zone), { name: ianaName(zone), zone });
    add(zone.slice(zone.lastIndexOf("/") + 1), { name: ianaName(zone), zone });
  }
  return places;
}

function shownName(name: string): string {
  if (UNITED_STATES.test(name)) return "the United States";
  return WITH_ARTICLE.test(name) ? `the ${name}` : name.replace(/^The (?!Hague)/, "the ");
}

/** "UTC+2", "GMT -5": whole hours, by the zones that IANA has for them (whose sign is the other way round). */
function offsetPlace(name: string): Place | null {
  const match = /^(?:utc|gmt)\s?([+-])\s?(\d{1,2})(?::?00)?$/i.exec(name.replace("−", "-").trim());
  const hours = Number(match?.[2]);
  if (!match || hours > (match[1] === "+" ? 14 : 12)) return null;
  const zone = hours === 0 ? "UTC" : `Etc/GMT${match[1] === "+" ? "-" : "+"}${hours}`;
  return { name: `UTC${match[1]}${hours}`, zone, isZone: true };
}

/** The place of that name, or, a letter or two off, the one it's closest to; null for one that isn't known. */
export function findPlace(name: string): Place | null {
  const key = placeKey(name)
    .replace(/^(?:the|in|at) /, "")
    .replace(/ (?:time|city|right now|now)$/, "");
  return offsetPlace(name) ?? PLACES.get(placeKey(name)) ?? PLACES.get(key) ?? closest(key);
}

function closest(key: string): Place | null {
  const allowed = key.length >= 9 ? 2 : key.length >= 5 ? 1 : 0;
  let best: Place | null = null;
  let bestDistance = allowed + 1;
  for (const [name, place] of allowed > 0 ? PLACES : []) {
    // A short name is too easily hit by chance.
    if (name.length < 4 || Math.abs(name.length - key.length) > allowed) continue;
    const distance = editDistance(key, name);
    if (distance < bestDistance) [best, bestDistance] = [place, distance];
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
}

/** Known names that are words of their own too: a place only when written like one. */
const ALSO_WORDS = new Set([
  "us",
  "art",
  "west",
  "cat",
  "eat",
  "wat",
  "z",
  "hue",
  "nice",
  "of",
  "cali",
  "ct",
  "mt",
  "ast",
  "et",
  "oral",
  "leon",
  "cork",
  "york",
  "java",
  "perm",
  "bonn",
  "rest",
  "chad",
  "guinea",
]);
const MAX_WORDS = 4;

/** All known places in a text, the longest name first where they overlap, in the text's order. */
export function placesIn(text: string): PlaceMention[] {
  const words = [...text.matchAll(/[\p{L}\p{M}.]+(?:['’-][\p{L}\p{M}]+)*/gu)];
  const found: PlaceMention[] = [];
  for (let at = 0; at < words.length; at++) {
    for (let length = Math.min(MAX_WORDS, words.length - at); length > 0; length--) {
      const first = words[at];
      const last = words[at + length - 1];
      if (!first || !last) continue;
      const start = first.index;
      const end = last.index + last[0].replace(/['’]s$|\.$/, "").length;
      const name = text.slice(start, end);
      const place = PLACES.get(placeKey(name));
      if (!place) continue;
      const isWord = ALSO_WORDS.has(placeKey(name)) && name === name.toLowerCase();
      if (isWord && !(name === "us" && /\b(?:in|the)\s$/i.test(text.slice(0, start)))) continue;
      found.push({ place, start, end });
      at += length - 1;
      break;
    }
  }
  return found;
}
