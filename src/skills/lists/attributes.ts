import type { Clock } from "../../engine/environment";
import type { Json } from "../../engine/json";
import { time } from "../../engine/nlu/extractors/time";
import type { Entity, ParseData } from "../../engine/nlu/parse-data";
import { addDays, type CivilDate } from "../../engine/time/calendar";
import { wallClock } from "../../engine/time/zone";
import type { Item } from "../../storage/schema";
import { shortDate } from "../clock/date-words";
import { wordingOf } from "../message";

/** What is said of an item beside its words; null where it is to have none any more. */
export interface Attributes {
  due?: string | null;
  priority?: Item["priority"] | null;
}

const HIGH =
  "(?:(?:very |really |super )?(?:urgent(?:ly)?|important)|(?:an? )?(?:high(?:est)?|top) prio(?:rity)?|prio(?:rity)?:? (?:is )?(?:high|one|1)|asap)";
const LOW =
  "(?:(?:an? )?low(?:est)? prio(?:rity)?|prio(?:rity)?:? (?:is )?low|no (?:rush|hurry)|not (?:so |that |very )?(?:urgent|important))";
const PRIORITY = `(?:${LOW}|${HIGH})`;
const LEAD =
  "(?:\\s*[,;:(–-]\\s*|\\s+(?:with|as|at|and|it['’]?s|is|that['’]?s|which is|make it|marked|mark it)\\b\\s*)+";

/** Where a request says how urgent its items are: at its end, set off, or before "task". Their first group stays. */
const PRIORITY_PHRASES = [
  new RegExp(`${LEAD}${PRIORITY}\\)?(?=$|[\\s,;.!)])`, "iu"),
  new RegExp(`\\s+${PRIORITY}(?=[\\s!.)]*$)`, "iu"),
  new RegExp(`^${PRIORITY}\\s*[:,!–-]\\s*`, "iu"),
  new RegExp(`\\b(?:an? )?(?:new )?${PRIORITY}(?= (?:tasks?|to-?dos?|items?|things? to do)\\b)`, "iu"),
];
const IS_LOW = new RegExp(LOW, "iu");

/** What leads from the items to the day they are due. */
const DUE_LEAD =
  /[\s,;(–-]*(?:\b(?:and|with|it['’]?s|is|are|which|that|an?|the|has|have|must|needs?|to|be|done|finished|paid)\s+)*\b(?:due(?: date)?|deadline|by|until|till|no later than)(?:\s*(?:is|of|on|by|for|at|:))*\s*(?:the\s+)?$/i;

/** "On my to-do list for Friday". */
const FOR_DAY = /(?<=\b(?:lists?|to-?dos?|to do|tasks))\s+(?:for|on)\s+(?:the\s+)?$/i;

/** A request without what it says of its items' urgency and day, and that. */
export function attributesIn(message: ParseData, clock: Clock): { message: ParseData; attributes: Attributes } {
  const day = dueIn(message, clock);
  const rest = day ? without(message, day.start, day.end) : message;
  const attributes: Attributes = day ? { due: day.due } : {};
  for (const phrase of PRIORITY_PHRASES) {
    const match = phrase.exec(wordingOf(rest));
    if (!match) continue;
    const end = match.index + match[0].length;
    const priority = IS_LOW.test(match[0]) ? "low" : "high";
    return { message: without(rest, match.index, end), attributes: { ...attributes, priority } };
  }
  return { message: rest, attributes };
}

function dueIn(message: ParseData, clock: Clock): { start: number; end: number; due: string } | null {
  const text = wordingOf(message);
  for (const { start, end, value } of time(text, { now: clock.now(), zone: clock.zone })) {
    // "By Friday" may be read as one time, its "by" with it.
    const by = /^(?:by|until|till)\s+/i.exec(text.slice(start, end))?.[0] ?? "";
    const before = text.slice(0, start);
    const lead = DUE_LEAD.exec(before + by) ?? FOR_DAY.exec(before);
    const due = dayOf(value, clock.zone);
    if (lead && due !== null) return { start: lead.index, end: end + (text[end] === ")" ? 1 : 0), due };
  }
  return null;
}

/** The day of a time, the last one of a stretch: "this week" is due on Sunday. */
function dayOf(value: Json, zone: string): string | null {
  if (typeof value === "string") return isoDay(wallClock(Date.parse(value), zone));
  if (value === null || typeof value !== "object" || !("to" in value) || typeof value.to !== "string") return null;
  return isoDay(addDays(wallClock(Date.parse(value.to), zone), -1));
}

/** `2026-03-02`. */
export function isoDay({ year, month, day }: CivilDate): string {
  return [String(year).padStart(4, "0"), ...[month, day].map((part) => String(part).padStart(2, "0"))].join("-");
}

/** The message without a stretch of its text; what was recognized keeps what is left of it. */
function without(message: ParseData, from: number, to: number): ParseData {
  const text = message.text.slice(0, from) + message.text.slice(to);
  const moved = (place: number) => (place <= from ? place : Math.max(from, place - (to - from)));
  const entities = message.entities.flatMap((entity): Entity[] => {
    const [start, end] = [moved(entity.start), moved(entity.end)];
    if (start === end) return [];
    const isCut = entity.end > from && entity.start < to;
    return [
      {
        ...entity,
        start,
        end,
        value: isCut && typeof entity.value === "string" ? text.slice(start, end) : entity.value,
      },
    ];
  });
  return { ...message, text, entities };
}

const NO_DUE = /\b(?:no|remove|delete|clear|without|take|drop|forget|isn['’]?t|not|no longer)\b.*\b(?:due|deadline)\b/i;
const NO_PRIORITY =
  /\b(?:not|isn['’]?t|aren['’]?t|no longer|not so|n['’]t)\b.{0,20}\b(?:urgent|important|priority)\b|\b(?:normal|medium|usual|default|no) prio(?:rity)?\b|\b(?:remove|clear|drop|take)\b(?: (?:off|the|its|that|any|high|low|top))* prio(?:rity)?\b|\b(?:remove|take)\b.*\bprio(?:rity)?\b.*\b(?:off|from|away)\b/i;
const ANY_PRIORITY = new RegExp(
  `${HIGH}|\\b(?:urgent|high|raise|up the|bump)\\b.*|\\bpriority (?:to |of .+ to |up)?high\\b`,
  "iu",
);
const ANY_LOW = new RegExp(
  `${LOW}|\\b(?:lower|low|down)\\b.*\\bprio(?:rity)?\\b|\\bprio(?:rity)?\\b.*\\b(?:low|down)\\b`,
  "iu",
);

/** What a text says of items that are there already: "milk is urgent", "rent is due on Friday", "no longer urgent". */
export function attributesSaid(text: string, clock: Clock): Attributes {
  const [first] = time(text, { now: clock.now(), zone: clock.zone });
  const day = first === undefined ? null : dayOf(first.value, clock.zone);
  if (day !== null) return { due: day };
  if (NO_DUE.test(text)) return { due: null };
  if (NO_PRIORITY.test(text)) return { priority: null };
  if (ANY_LOW.test(text)) return { priority: "low" };
  return ANY_PRIORITY.test(text) ? { priority: "high" } : {};
}

export function hasAttributes(attributes: Attributes): boolean {
  return Object.keys(attributes).length > 0;
}

/** The item with what is said of it. */
export function withAttributes(item: Item, { due, priority }: Attributes): Item {
  const { due: oldDue, priority: oldPriority, ...rest } = item;
  const [newDue, newPriority] = [due === undefined ? oldDue : due, priority === undefined ? oldPriority : priority];
  return { ...rest, ...(newDue != null && { due: newDue }), ...(newPriority != null && { priority: newPriority }) };
}

/** "high priority, due Fri 6 Mar 2026"; empty where there is neither. */
export function attributeWords({ due, priority }: Attributes): string {
  const day = due == null ? null : readDay(due);
  return [priority == null ? "" : `${priority} priority`, day ? `due ${shortDate(day)}` : ""]
    .filter((words) => words !== "")
    .join(", ");
}

/** "pay the rent (due Fri 6 Mar 2026)". */
export function itemWords(item: Item): string {
  const words = attributeWords(item);
  return words === "" ? item.text : `${item.text} (${words})`;
}

export function readDay(day: string): CivilDate | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  return year === undefined ? null : { year: Number(year), month: Number(month), day: Number(date) };
}
