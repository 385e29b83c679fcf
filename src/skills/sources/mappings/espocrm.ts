import type { Description } from "../description";

/* EspoCRM by its API of version 1, as its documentation and source have it. Its times are in UTC and don't say so. */

const at = (field: string) => `${field} ? $replace(${field}, " ", "T") & "Z"`;
const PAGE = { maxSize: "200", offset: "{offset}", orderBy: "modifiedAt", order: "desc" };
const paging = { by: "offset", size: 200 } as const;

const CASE = `{
  "id": id, "number": number, "subject": name,
  "customer": contactId
    ? {"id": contactId, "name": contactName, "company": {"id": accountId, "name": accountName}}
    : accountId ? {"id": "account-" & accountId, "name": accountName, "company": {"id": accountId, "name": accountName}},
  "state": status in ["Closed", "Rejected", "Duplicate"] ? "closed" : (status = "Pending" ? "waiting" : "open"),
  "priority": priority in ["High", "Urgent"] ? "high" : (priority = "Low" ? "low" : "normal"),
  "opened": ${at("createdAt")}, "updated": ${at("modifiedAt")}
}`;

export const espocrm: Description = {
  companies: {
    path: "/api/v1/Account",
    query: PAGE,
    items: "list",
    record: '{"id": id, "name": name, "notes": description}',
    paging,
  },
  customers: {
    path: "/api/v1/Contact",
    query: PAGE,
    items: "list",
    record: `{
      "id": id, "name": name, "emails": [emailAddress], "phones": [phoneNumber], "role": title, "notes": description,
      "company": {"id": accountId, "name": accountName}
    }`,
    paging,
  },
  cases: { path: "/api/v1/Case", query: PAGE, items: "list", record: CASE, paging },
  case: { path: "/api/v1/Case/{id}", items: "$", record: CASE },
  interactions: {
    path: "/api/v1/Call",
    query: PAGE,
    items: 'list[status = "Held"]',
    record: `{
      "id": id, "kind": "call", "direction": direction = "Inbound" ? "in" : "out", "at": ${at("dateStart")},
      "case": parentType = "Case" ? parentId, "customer": parentType = "Contact" ? parentId,
      "text": description ? name & "\\n" & description : name
    }`,
    paging,
  },
  history: {
    path: "/api/v1/Case/{id}/stream",
    query: { maxSize: "50", filter: "posts" },
    items: 'list[type = "Post"]',
    record: `{"id": id, "case": parentId, "kind": "note", "at": ${at("createdAt")}, "text": post}`,
  },
  changeCase: {
    method: "PUT",
    path: "/api/v1/Case/{id}",
    body: `{
      "status": $lookup({"open": "Assigned", "waiting": "Pending", "closed": "Closed"}, state),
      "priority": $lookup({"low": "Low", "normal": "Normal", "high": "High"}, priority),
      "name": subject
    }`,
  },
  addComment: {
    method: "POST",
    path: "/api/v1/Note",
    body: '{"type": "Post", "parentType": "Case", "parentId": id, "post": text}',
  },
};
