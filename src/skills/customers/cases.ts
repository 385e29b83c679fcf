import type { Action, ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import { formatIso } from "../../engine/time/zone";
import type { Case } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { newId } from "../ids";
import { lastIdIn, rememberRecord } from "../last-record";
import { bodyOf, entityText, headOf, latestMessage, saidIn } from "../message";
import { payloadFor } from "../payload";
import { possessive } from "../people/names";
import { capitalize, countOf, joinWords, shorten, stripCourtesy } from "../phrases";
import { caseLine, caseName, casesInOrder, isOpen, openCases, readBook, type Book } from "./book";
import type { CasesCardData } from "./card-data";
import { nextNumber } from "./case-numbers";
import { offerCase } from "../sources/offer";
import { askWho, caseNamed, customerMeant } from "./meant";

const ALL = /\b(?:all|every|history|ever)\b/i;
const CLOSED = /\b(?:closed|solved|resolved|finished|done)\b/i;
const WAITING = /\b(?:waiting|pending|on hold)\b/i;
const EVERYBODY = /\b(?:all|every|any|which|what|how many|everyone|everybody)\b/i;

/** "Her open cases", "which cases are waiting", "case 1042". */
export const listCases: Action<UserData> = {
  name: "action_list_cases",
  async run(context) {
    const book = await readBook(context.store);
    const text = saidIn(latestMessage(context.tracker));
    const one = caseNamed(text, book.cases);
    if (one) return sayCases(context, book, `${capitalize(caseName(one))}: ${one.state}.`, [one]);
    const meant = customerMeant(context, book, headOf(text), !EVERYBODY.test(text));
    if (meant.kind === "several") return askWho(context, book, "list_cases", meant);
    const isKnown = meant.kind === "one" || meant.kind === "company";
    if (!isKnown && /\b(?:her|his)\b/i.test(text)) return askWho(context, book, "list_cases", { kind: "nobody" });
    if (meant.kind === "unknown" && !EVERYBODY.test(text)) return askWho(context, book, "list_cases", meant);
    const state = CLOSED.test(text)
      ? "closed"
      : WAITING.test(text)
        ? "waiting"
        : ALL.test(text) && meant.kind === "one"
          ? "all"
          : "open";
    const ids = idsOf(book, meant);
    const found = casesInOrder(
      book.cases.filter(
        (each) =>
          (ids === null || ids.has(each.customer)) &&
          (state === "all" || (state === "open" ? isOpen(each) : each.state === state)),
      ),
    );
    const whose =
      meant.kind === "one"
        ? possessive(meant.customer.name)
        : meant.kind === "company"
          ? possessive(meant.company.name)
          : "";
    const who = meant.kind === "one" ? meant.customer.name : meant.kind === "company" ? meant.company.name : "You";
    const count =
      state === "open"
        ? openCases(found.length)
        : state === "all"
          ? countOf(found.length, "case")
          : countOf(found.length, `${state} case`);
    const told = found.slice(0, 3).map(({ number, subject }) => `${number} “${shorten(subject, 60)}”`);
    const more = found.length - told.length;
    const names = joinWords(more > 0 ? [...told, `${more} more`] : told);
    const sentence = `${who} ${who === "You" ? "have" : "has"} ${count}${names === "" ? "" : `: ${names}`}.`;
    const events = sayCases(context, book, sentence, found, `${whose === "" ? "Cases" : `${whose} cases`}`);
    return meant.kind === "one"
      ? [rememberRecord("customers", meant.customer.id)]
      : meant.kind === "company"
        ? [rememberRecord("companies", meant.company.id)]
        : events;
  },
};

function idsOf(book: Book, meant: ReturnType<typeof customerMeant>): Set<string> | null {
  if (meant.kind === "one") return new Set([meant.customer.id]);
  if (meant.kind !== "company") return null;
  return new Set(book.customers.filter(({ company }) => company === meant.company.id).map(({ id }) => id));
}

const SHOWN = 50;

function sayCases(
  { dispatcher }: ActionContext<UserData>,
  book: Book,
  text: string,
  cases: Case[],
  title?: string,
): NewEvent[] {
  const [only] = cases;
  const card: CasesCardData = {
    card: "cases",
    title: title ?? (only ? `Case ${only.number}` : "Cases"),
    cases: cases.slice(0, SHOWN).map((one) => caseLine(book, one)),
  };
  dispatcher.say(cases.length === 0 ? { text } : { text, custom: card });
  return only && cases.length === 1 ? [rememberRecord("cases", only.id)] : [];
}

const LONGEST_SUBJECT = 500;

/** What a new case is about: behind the colon, the words that lead to it, or the comma: "a ticket for Lucy, her invoice is wrong". */
function subjectIn(text: string): string {
  const led =
    /\b(?:about|because|regarding|concerning|that says|saying|subject)\s+(.+)$/is.exec(headOf(text))?.[1] ??
    /\bfor\s+[^,:]+,\s+(\S+\s+\S.*)$/is.exec(text)?.[1] ??
    "";
  return stripCourtesy(bodyOf(text) || led).slice(0, LONGEST_SUBJECT);
}

/** "Open a case for Anna: printer on fire". */
export const openCase: Action<UserData> = {
  name: "action_open_case",
  async run(context) {
    const { store, clock, random, tracker, dispatcher } = context;
    const book = await readBook(store);
    const message = latestMessage(tracker);
    const text = saidIn(message);
    const subject = entityText(message, "case_subject")?.trim().slice(0, LONGEST_SUBJECT) ?? subjectIn(text);
    const meant = customerMeant(
      context,
      book,
      headOf(text).replace(/\b(?:about|because|regarding|concerning)\b.*$/is, ""),
    );
    if (meant.kind !== "one") return askWho(context, book, "open_case", meant);
    if (subject === "") {
      dispatcher.utter("utter_ask_case_subject", { name: meant.customer.name });
      return [rememberRecord("customers", meant.customer.id)];
    }
    const now = formatIso(clock.now(), clock.zone);
    const opened: Case = {
      id: newId(random),
      number: nextNumber(book.cases),
      subject: capitalize(subject),
      customer: meant.customer.id,
      state: "open",
      priority: /\b(?:urgent|high priority|asap|at once)\b/i.test(text) ? "high" : "normal",
      opened: now,
      updated: now,
      external: [],
    };
    await store.put("cases", opened);
    return sayCases(context, book, `Opened ${caseName(opened)}, for ${meant.customer.name}.`, [opened]);
  },
};

/** "Close case 1042", "reopen it", "her case is waiting", "make 1042 urgent". */
export const changeCase: Action<UserData> = {
  name: "action_change_case",
  async run(context) {
    const { store, clock, tracker, dispatcher } = context;
    const book = await readBook(store);
    const text = saidIn(latestMessage(tracker));
    const change = changeIn(context, text);
    const found = casesMeant(context, book, text, change.state !== "open");
    const [one] = found;
    if (!one) {
      dispatcher.utter(book.cases.length === 0 ? "utter_no_cases" : "utter_ask_which_case");
      return [];
    }
    if (found.length > 1) return askWhichCase(context, found, text);
    const after: Case = { ...one, ...change, updated: formatIso(clock.now(), clock.zone) };
    if (after.state === one.state && after.priority === one.priority && after.subject === one.subject) {
      const told = `${capitalize(caseName(one))}: it is ${one.state} already, with ${one.priority} priority.`;
      return sayCases(context, book, told, [one]);
    }
    await store.put("cases", after);
    const told =
      after.state !== one.state
        ? after.state === "closed"
          ? "closed"
          : after.state === "waiting"
            ? "waiting"
            : "open again"
        : after.priority !== one.priority
          ? `now of ${after.priority} priority`
          : `now called “${shorten(after.subject, 80)}”`;
    const events = sayCases(context, book, `${capitalize(caseName(one))}: ${told}.`, [after]);
    await offerCase(context, one, after);
    return events;
  },
};

function changeIn(
  { tracker }: ActionContext<UserData>,
  text: string,
): Partial<Pick<Case, "state" | "priority" | "subject">> {
  const message = latestMessage(tracker);
  const state = entityText(message, "case_state");
  const priority = entityText(message, "case_priority");
  const subject = entityText(message, "case_subject")?.trim();
  if (state !== null || priority !== null || subject !== undefined)
    return {
      ...((state === "open" || state === "waiting" || state === "closed") && { state }),
      ...((priority === "low" || priority === "normal" || priority === "high") && { priority }),
      ...(subject && { subject: subject.slice(0, LONGEST_SUBJECT) }),
    };
  if (/\b(?:re-?open|open (?:it|that|case|ticket)?.*again)\b/i.test(text)) return { state: "open" };
  if (/\b(?:waiting|on hold|pending|park|hold)\b/i.test(text)) return { state: "waiting" };
  if (/\b(?:urgent|high|critical|important)\b/i.test(text)) return { priority: "high" };
  if (/\b(?:low|minor)\b/i.test(text)) return { priority: "low" };
  if (/\bnormal\b/i.test(text)) return { priority: "normal" };
  // "Discard the changes to case 1042" is no order to close it.
  return /\b(?:discard|send|push|delete|remove|undo|changes?)\b/i.test(text) ? {} : { state: "closed" };
}

/** The case of a button, with that number, last spoken of, or of the customer named: those that the change makes sense of. */
function casesMeant(context: ActionContext<UserData>, book: Book, text: string, isOpenWanted: boolean): Case[] {
  const { tracker } = context;
  const id = entityText(latestMessage(tracker), "case_id");
  if (id !== null) return book.cases.filter((one) => one.id === id);
  const numbered = caseNamed(text, book.cases);
  if (numbered) return [numbered];
  if (/\d{3,}/.test(text)) return [];
  const last = book.cases.filter((one) => one.id === lastIdIn("cases", tracker));
  if (last.length > 0) return last;
  const ids = idsOf(book, customerMeant(context, book, headOf(text)));
  return casesInOrder(book.cases.filter((one) => ids?.has(one.customer) && isOpen(one) === isOpenWanted));
}

const MOST_BUTTONS = 6;

function askWhichCase({ dispatcher }: ActionContext<UserData>, cases: Case[], said: string): NewEvent[] {
  const buttons = cases.slice(0, MOST_BUTTONS).map(({ id, number, subject }) => ({
    title: `${number} ${shorten(subject, 40)}`,
    payload: payloadFor("change_case", { case_id: id, said }),
  }));
  dispatcher.say({ text: "Which case do you mean?", buttons });
  return [];
}
