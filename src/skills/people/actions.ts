import { ofEither } from "../customers/either";
import { showCustomer } from "../customers/show";
import { orDocuments } from "../knowledge/or-documents";
import type { SkillActions } from "../services";
import { listBirthdays } from "./birthdays";
import { addPerson, changePerson } from "./change";
import { deleteDetailConfirmed, deletePeopleConfirmed, deletePerson } from "./delete";
import { exportPeople } from "./export";
import { findPerson, listPeople, namesNobody } from "./find";
import { importPeople } from "./import";
import { savePerson } from "./save";

/** The people the user knows: numbers, emails, birthdays. */
export const actions: SkillActions = (services) => [
  ofEither("people", { people: orDocuments(services, findPerson, namesNobody), customers: showCustomer(services) }),
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
