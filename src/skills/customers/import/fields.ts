import { fold } from "../../find";

/** What a column of a file may hold. */
export const FIELDS = {
  name: "Name",
  firstName: "First name",
  lastName: "Last name",
  email: "Email",
  phone: "Phone",
  company: "Company",
  role: "Role",
  tags: "Tags",
  notes: "Notes",
  externalId: "Their ID",
  caseNumber: "Case: number",
  caseSubject: "Case: subject",
  caseState: "Case: state",
  casePriority: "Case: priority",
  caseOpened: "Case: opened",
  at: "Contact: when",
  kind: "Contact: kind",
  direction: "Contact: in or out",
  text: "Contact: what was said",
} as const;

export type Field = keyof typeof FIELDS;

/** Of each column the field that it holds; null where it is left out. */
export type Mapping = (Field | null)[];

/** Fields that several columns may hold: "Email", "Email 2". */
const SEVERAL: ReadonlySet<Field> = new Set(["email", "phone", "tags", "notes"]);

/** What the columns of other programs are called, folded and without signs. */
const NAMED: [Field, RegExp][] = [
  ["firstName", /^(?:first|given|fore) ?name$|^vorname$|^prenom$/],
  ["lastName", /^(?:last|family|sur) ?name$|^nachname$/],
  ["externalId", /^(?:customer|contact|record|external|client|user|requester)? ?(?:id|uid|identifier)$/],
  ["email", /\be ?mails?\b|^mail\b|\bcourriel\b/],
  ["phone", /\b(?:tele)?phones?\b|\bmobile\b|\bcell\b|^tel\b|\btelefon\b/],
  ["caseNumber", /^(?:case|ticket|issue|request)(?: ?(?:no|number|id|nr))?$/],
  ["caseSubject", /^(?:case |ticket )?(?:subject|issue title)$/],
  ["caseState", /^(?:case |ticket )?(?:state|status)$/],
  ["casePriority", /^(?:case |ticket )?priority$/],
  ["caseOpened", /^(?:case |ticket )?(?:opened|created)(?: at| on| date)?$/],
  ["company", /\b(?:company|organi[sz]ation|account|employer|firma)\b/],
  ["role", /^(?:role|job ?title|title|position|function)$/],
  ["tags", /^(?:tags?|labels?|groups?|segments?)$/],
  ["at", /^(?:date|when|time|at|timestamp|contacted|last contact)(?: at| on)?$/],
  ["kind", /^(?:kind|type|channel)$/],
  ["direction", /^(?:direction|in or out)$/],
  ["text", /^(?:text|message|body|what was said|conversation|summary)$/],
  ["notes", /^(?:notes?|comments?|remarks?|description)$/],
  ["name", /^(?:full |display |customer |contact |requester )?name$|^(?:customer|contact|requester)$|^kunde$/],
];

/** What each column holds, by its heading and, where that says nothing, by what stands in it. */
export function guessMapping(columns: readonly string[], samples: readonly (readonly string[])[]): Mapping {
  const taken = new Set<Field>();
  return columns.map((column, place) => {
    const heading = fold(column)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    const field =
      NAMED.find(([, pattern]) => pattern.test(heading))?.[0] ??
      (samples.some((cells) => /^\S+@\S+\.\S+$/.test(cells[place] ?? "")) ? "email" : null);
    if (field === null || (taken.has(field) && !SEVERAL.has(field))) return null;
    taken.add(field);
    return field;
  });
}

/** The mapping without a field twice that only one column may hold: the later one stays. */
export function withField(mapping: Mapping, column: number, field: Field | null): Mapping {
  return mapping.map((other, place) => {
    if (place === column) return field;
    return field !== null && other === field && !SEVERAL.has(field) ? null : other;
  });
}
