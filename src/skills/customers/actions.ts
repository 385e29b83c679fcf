import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import { findPerson } from "../people/find";
import type { Services } from "../services";
import { changeCase, listCases, openCase } from "./cases";
import { ofEither } from "./either";
import { customerHistory, listUnanswered } from "./history";
import { logInteraction } from "./log";
import { findDuplicates, mergeCustomers } from "./merge";
import { deleteReply, saveReply, useReply } from "./replies";
import { deleteCustomer, deleteInteraction, saveCustomer } from "./save";
import { listCustomers, showCustomer } from "./show";

/** Those whom a support agent serves: who they are, what happened before, and their cases. */
export const actions = (services: Services): Action<UserData>[] => [
  ofEither("customers", { people: findPerson, customers: showCustomer(services) }),
  listCustomers,
  customerHistory,
  listUnanswered,
  listCases,
  openCase,
  changeCase,
  logInteraction,
  useReply,
  saveReply,
  deleteReply,
  findDuplicates,
  mergeCustomers,
  saveCustomer,
  deleteCustomer,
  deleteInteraction,
];
