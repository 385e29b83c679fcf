/** What the page's customers panel uses of the skill: pure functions, and nothing that acts. */
export { ageInWords } from "./age";
export { usersZone } from "./users-zone";
export { payloadFor } from "./payload";
export { fold, foldedWords, hasAll } from "./find";
export { capitalize, countOf, shorten } from "./phrases";
export { describeMoment } from "./reminders/describe";
export { aboutCustomer, casesInOrder, isOpen, newestFirst } from "./customers/book";
export { duplicatePairs, type DuplicatePair } from "./customers/duplicates";
export { fieldsFor, filled, REPLY_FIELDS } from "./customers/fill";
export { FIELDS, withField, type Field, type Mapping } from "./customers/import/fields";
export { tellImported } from "./customers/import/told";
export { CHOSEN, type MergeChoices } from "./customers/merged";
export { provenance } from "./sources/provenance";
export { CASE_STATES, INTERACTION_KINDS, PRIORITIES } from "../storage/customer-records";
