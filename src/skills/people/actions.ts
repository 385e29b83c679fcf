import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { ofEither } from "../customers/either";
import { showCustomer } from "../customers/show";
import type { Services } from "../services";
import { listBirthdays } from "./birthdays";
import { addPerson, changePerson } from "./change";
import { deleteDetailConfirmed, deletePeopleConfirmed, deletePerson } from "./delete";
import { exportPeople } from "./export";
import { findPerson, listPeople } from "./find";
import { importPeople } from "./import";
import { savePerson } from "./save";

/** The people the user knows: numbers, emails, birthdays. */
export const actions = (services: Services): Action<UserData>[] => [
  ofEither("people", { people: findPerson, customers: showCustomer(services) }),
  listPeople,
  listBirthdays,
  addPerson,
  changePerson,
  deletePerson,
  deletePeopleConfirmed,
  deleteDetailConfirmed,
  savePerson,
  importPeople,
  exportPeople,
];
