import type { ActionContext } from "../../engine/actions/action";
import type { NewEvent } from "../../engine/dialogue/events";
import type { Person, UserData } from "../../storage/schema";
import { fold, foldedWords, hasAll } from "../find";
import { countOf, joinWords, stripCourtesy } from "../phrases";
import { firstWay } from "./first-way";
import type { PeopleCardData } from "./card-data";
import { sayPerson } from "./meant";
import { byName } from "./names";
import { tellAll } from "./told";

const ASKS = "(?:who|whom|anyone|anybody|someone|somebody|which (?:of my )?(?:contacts|people|friends))\\b.*?";
const WORKS = new RegExp(
  `\\b${ASKS}\\b(?:works?|working|employed|know|is|are|with)\\s+(?:at|for|from|with)\\s+(?:the )?(.+)$`,
  "iu",
);
const LIVES = new RegExp(`\\b${ASKS}\\b(?:lives?|living|know|is|are|from)\\s+(?:in|on|at|near)\\s+(.+)$`, "iu");

/** Where those live or work whom a text asks for, folded: "who works at Acme", "who do I know in Leeds". Null where it asks for one by name. */
export function placeAsked(text: string): string | null {
  const plain = stripCourtesy(text);
  const [, place = ""] = WORKS.exec(plain) ?? LIVES.exec(plain) ?? [];
  return place === "" || /\b(?:my|the) (?:contacts|address book|phone ?book)\b/i.test(place) ? null : place;
}

/** Tells who lives or works there. */
export function tellWhoIsAt(context: ActionContext<UserData>, place: string, people: Person[]): NewEvent[] {
  const words = foldedWords(place);
  const found = people.filter(({ organization = "", address = "" }) =>
    hasAll(fold(`${organization} ${address}`), words),
  );
  const [only] = found;
  if (!only) {
    context.dispatcher.say({ text: `Of nobody in your contacts I know that they live or work at ${place}.` });
    return [];
  }
  if (found.length === 1) return sayPerson(context, only, `${only.name}: ${tellAll(only)}.`);
  const names = joinWords(found.sort(byName).map(({ name }) => name));
  const card: PeopleCardData = {
    card: "people",
    title: place,
    people: found.map(({ id, name, phones, emails }) => ({
      ...{ id, name },
      note: firstWay({ phones, emails }),
    })),
  };
  context.dispatcher.say({ text: `${countOf(found.length, "contact")}: ${names}.`, custom: card });
  return [];
}
