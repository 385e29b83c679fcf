import type { Description } from "../description";

/*
 * Request Tracker 5 by its REST2 (5.0.3 is tested). Those who ask for something come with their tickets: a list of users wants more rights
 * than most have. What is written goes in as a comment, which RT mails to no customer.
 */

const STATE =
  '$lookup({"new": "open", "open": "open", "stalled": "waiting", "resolved": "closed", "rejected": "closed", "deleted": "closed"}, Status)';

const TICKET = `{
  "id": id, "number": $number(id), "subject": Subject ? Subject : "No subject",
  "customer": Requestor[0].{
    "id": id, "name": RealName ? RealName : (EmailAddress ? EmailAddress : Name), "emails": [EmailAddress],
    "phones": [WorkPhone, MobilePhone], "company": {"name": Organization}
  },
  "state": ${STATE},
  "priority": $not($exists(Priority)) ? "normal" : ($number(Priority) > 50 ? "high" : ($number(Priority) > 0 ? "normal" : "low")),
  "opened": Created, "updated": LastUpdated
}`;

const TICKETS = {
  path: "/REST/2.0/tickets",
  items: "items",
  record: TICKET,
};
const FIELDS = {
  fields: "Subject,Status,Priority,Created,LastUpdated,Requestor",
  "fields[Requestor]": "Name,RealName,EmailAddress,WorkPhone,MobilePhone,Organization",
};

const SAID = {
  detail: {
    path: "/REST/2.0/transaction/{id}/attachments",
    query: { fields: "Content,ContentType,Filename", per_page: "20" },
  },
  record: `(
    $texts := detail.items[$not($exists(Filename)) and $exists(Content)];
    $plain := $texts[ContentType = "text/plain"][0].Content;
    $text := $plain ? $plain : $replace($texts[ContentType = "text/html"][0].Content, /\\s*(<[^>]*>\\s*)+/, " ");
    $exists(detail) and $not($exists($text)) ? $nothing : {
      "id": id, "case": ObjectId, "at": Created, "author": Creator.id, "text": $text,
      "kind": Type = "Comment" ? "note" : "email"
    }
  )`,
};
const SPOKEN = "Type = 'Create' OR Type = 'Correspond' OR Type = 'Comment'";

export const requestTracker: Description = {
  cases: {
    ...TICKETS,
    query: { query: "id > 0", ...FIELDS, orderby: "LastUpdated", order: "DESC", per_page: "100", page: "{page}" },
    paging: { by: "page", first: 1, pages: "pages" },
  },
  case: { ...TICKETS, query: { query: "id = {id}", ...FIELDS } },
  interactions: {
    ...SAID,
    path: "/REST/2.0/transactions",
    query: {
      query: `ObjectType = 'RT::Ticket' AND (${SPOKEN})`,
      fields: "Type,Creator,Created,ObjectId",
      orderby: "id",
      order: "DESC",
      per_page: "100",
      page: "{page}",
    },
    items: "items",
    paging: { by: "page", first: 1, pages: "pages" },
  },
  history: {
    ...SAID,
    path: "/REST/2.0/ticket/{id}/history",
    query: { fields: "Type,Creator,Created,ObjectId", orderby: "id", order: "DESC", per_page: "50" },
    items: 'items[Type in ["Create", "Correspond", "Comment"]]',
  },
  changeCase: {
    method: "PUT",
    path: "/REST/2.0/ticket/{id}",
    body: `{
      "Status": $lookup({"open": "open", "waiting": "stalled", "closed": "resolved"}, state),
      "Priority": $lookup({"low": "0", "normal": "50", "high": "100"}, priority),
      "Subject": subject
    }`,
  },
  addComment: {
    method: "POST",
    path: "/REST/2.0/ticket/{id}/comment",
    body: '{"Content": text, "ContentType": "text/plain"}',
  },
};
