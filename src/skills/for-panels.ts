/** What the page's panels share with the cards: how records are ordered and told in words. Pure functions; the page's one door to them. */
export { nextOccurrence } from "../engine/time/recurrence";
export { fold, foldedWords, hasAll } from "./find";
export { listTitle } from "./lists/names";
export { inOrder } from "./lists/order";
export { capitalize, countOf, shorten } from "./phrases";
export { byCreated } from "./records";
export { clockTime, describeDay, describeRule } from "./reminders/describe";
export { connectorsOf } from "./connections/connectors";
export { KINDS, kindOf } from "./connections/kinds";
export { readDescription } from "./sources/read-description";
export { readAddress } from "../engine/reach";
