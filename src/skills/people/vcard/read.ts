import { contentLines } from "./lines";
import { readProperty, type Property } from "./property";
import { readCard, type Contact } from "./read-card";

/** What is wrong in a file. */
export interface VcardFault {
  /** From 1; of a card that is left out, where it begins. */
  line: number;
  code: "no-card" | "no-end" | "no-name" | "group" | "no-property" | "encoding" | "birthday" | "too-long" | "too-many";
  message: string;
}

/** The faults of the file as a whole. */
export const FILE_FAULTS: ReadonlySet<VcardFault["code"]> = new Set(["no-card", "too-long", "too-many"]);

/** The faults that cost a whole card. With the others the card is kept, without what is wrong. */
export const CARD_FAULTS: ReadonlySet<VcardFault["code"]> = new Set(["no-end", "no-name", "group"]);

/** Characters of a file, cards and faults that are read at most. */
const LONGEST_FILE = 20_000_000;
const MOST_CARDS = 10_000;
const MOST_FAULTS = 1000;

interface OpenCard {
  line: number;
  properties: Property[];
  faults: VcardFault[];
  /** Cards inside it, as version 2.1 has them of agents: they are passed over. */
  inside: number;
}

/** Reads a file of vCards (versions 2.1, 3.0 and 4.0, mixed as they may be). A bad card is a fault, and the others are kept. */
export function readContacts(text: string): { people: Contact[]; faults: VcardFault[] } {
  const people: Contact[] = [];
  const faults: VcardFault[] = [];
  if (text.length > LONGEST_FILE) {
    const limit = LONGEST_FILE / 1_000_000;
    return {
      people,
      faults: [{ line: 1, code: "too-long", message: `The file is longer than ${limit} million characters.` }],
    };
  }
  let card: OpenCard | null = null;
  for (const content of contentLines(text)) {
    const property = readProperty(content);
    const isMark = (name: string) => property?.name === name && property.value.trim().toUpperCase() === "VCARD";
    if (isMark("BEGIN")) {
      const isAgent: boolean = card?.properties.at(-1)?.name === "AGENT" && card.properties.at(-1)?.value.trim() === "";
      if (card && (isAgent || card.inside > 0)) card.inside++;
      else {
        if (card) faults.push({ line: card.line, code: "no-end", message: "The card has no end." });
        card = { line: content.line, properties: [], faults: [], inside: 0 };
      }
    } else if (!card) continue;
    else if (isMark("END")) {
      if (card.inside > 0) card.inside--;
      else {
        close(card, people, faults);
        card = null;
        if (people.length >= MOST_CARDS) {
          faults.push({
            line: content.line,
            code: "too-many",
            message: `Only the first ${MOST_CARDS} cards are read.`,
          });
          break;
        }
      }
    } else if (card.inside > 0) continue;
    else if (property) card.properties.push(property);
    else card.faults.push({ line: content.line, code: "no-property", message: "This line can't be read." });
  }
  if (card) faults.push({ line: card.line, code: "no-end", message: "The card has no end." });
  if (people.length === 0 && faults.length === 0)
    faults.push({ line: 1, code: "no-card", message: "There is no contact in it." });
  return { people, faults: faults.slice(0, MOST_FAULTS) };
}

function close({ line, properties, faults: own }: OpenCard, people: Contact[], faults: VcardFault[]): void {
  const isGroup = properties.some(
    ({ name, value }) => /^(?:X-ADDRESSBOOKSERVER-)?KIND$/.test(name) && value.trim().toLowerCase() === "group",
  );
  if (isGroup) {
    faults.push({ line, code: "group", message: "It is a group, not a person." });
    return;
  }
  const contact = readCard(properties, own);
  if (contact) people.push(contact);
  else faults.push({ line, code: "no-name", message: "The card has no name." });
  faults.push(...own);
}
