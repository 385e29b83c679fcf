import type { Description } from "../description";

/*
 * HubSpot by its CRM API of version 3. Its tickets stand in the first pipeline's stages: new, waiting for the customer, waiting for us,
 * closed. HubSpot lets hardly any page read it: put it behind the same address as the page (docs/operator.md).
 */

const paging = { by: "cursor", next: "paging.next.after" } as const;
const list = (properties: string) => ({ limit: "100", after: "{cursor}", properties });
const TICKET_PROPERTIES = "subject,hs_pipeline_stage,hs_ticket_priority,createdate,hs_lastmodifieddate";

const TICKET = `properties.{
  "id": %.id, "subject": subject ? subject : "No subject", "customer": {"id": %.associations.contacts.results[0].id},
  "state": hs_pipeline_stage = "4" ? "closed" : (hs_pipeline_stage = "2" ? "waiting" : "open"),
  "priority": hs_ticket_priority in ["HIGH", "URGENT"] ? "high" : (hs_ticket_priority = "LOW" ? "low" : "normal"),
  "opened": createdate, "updated": hs_lastmodifieddate
}`;

const NOTE = `properties.{
  "id": %.id, "kind": "note", "at": hs_timestamp, "text": $replace(hs_note_body, /\\s*(<[^>]*>\\s*)+/, " "),
  "case": %.associations.tickets.results[0].id, "customer": %.associations.contacts.results[0].id
}`;

export const hubspot: Description = {
  customers: {
    path: "/crm/v3/objects/contacts",
    query: list("firstname,lastname,email,phone,mobilephone,company,jobtitle"),
    items: "results",
    record: `properties.{
      "id": %.id, "name": $trim(firstname & " " & lastname) ? $trim(firstname & " " & lastname) : email,
      "emails": [email], "phones": [phone, mobilephone], "company": {"name": company}, "role": jobtitle
    }`,
    paging,
  },
  cases: {
    path: "/crm/v3/objects/tickets",
    query: { ...list(TICKET_PROPERTIES), associations: "contacts" },
    items: "results",
    record: TICKET,
    paging,
  },
  case: {
    path: "/crm/v3/objects/tickets/{id}",
    query: { properties: TICKET_PROPERTIES, associations: "contacts" },
    items: "$",
    record: TICKET,
  },
  interactions: {
    path: "/crm/v3/objects/notes",
    query: { ...list("hs_note_body,hs_timestamp"), associations: "tickets,contacts" },
    items: "results",
    record: NOTE,
    paging,
  },
  changeCase: {
    method: "PATCH",
    path: "/crm/v3/objects/tickets/{id}",
    body: `{"properties": {
      "hs_pipeline_stage": $lookup({"open": "3", "waiting": "2", "closed": "4"}, state),
      "hs_ticket_priority": $lookup({"low": "LOW", "normal": "MEDIUM", "high": "HIGH"}, priority),
      "subject": subject
    }}`,
  },
  addComment: {
    method: "POST",
    path: "/crm/v3/objects/notes",
    // 228: from a note to its ticket.
    body: `{
      "properties": {"hs_note_body": text, "hs_timestamp": at},
      "associations": [{"to": {"id": id}, "types": [{"associationCategory": "HUBSPOT_DEFINED", "associationTypeId": 228}]}]
    }`,
  },
};
