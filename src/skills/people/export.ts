import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { countOf } from "../phrases";
import type { ContactsFileCardData } from "./card-data";

/** Gives all contacts as a file to save. */
export const exportPeople: Action<UserData> = {
  name: "action_export_people",
  async run({ store, dispatcher }) {
    const people = await store.all("people");
    if (people.length === 0) {
      dispatcher.utter("utter_no_people");
      return [];
    }
    const card: ContactsFileCardData = { card: "contacts-file", name: "contacts.vcf" };
    dispatcher.say({ text: `Here is a file with ${countOf(people.length, "contact")}, to save.`, custom: card });
    return [];
  },
};
