/** What the page's knowledge panel uses of the skill: how a text is drawn and a source is named. */
export { countOf } from "./phrases";
export { payloadFor } from "./payload";
export { fold, foldedWords, hasAll } from "./find";
export { default as MarkdownView, type Marked } from "./knowledge/markdown-view";
export { SiteLink } from "./knowledge/site-link";
export { dateOf, hrefOf, placeOf, siteOf } from "./knowledge/source";
export { DifferencesView } from "./knowledge/differences-view";
export { differences, type Row } from "./knowledge/articles/differences";
export { LONGEST_TEXT } from "./knowledge/articles/revise";
export { isOverdue, STATES, warningsOf } from "./knowledge/articles/standing";
