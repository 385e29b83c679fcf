import type { Description } from "../description";

/* Salesforce by its REST API and SOQL. A page reads it where its CORS list names the page's origin, with a session's token. */

const VERSION = "/services/data/v60.0";
const query = (soql: string) => ({ path: `${VERSION}/query`, query: { q: soql }, items: "records" });
const paging = { by: "link", next: "nextRecordsUrl" } as const;

const CASE_FIELDS =
  "SELECT Id, CaseNumber, Subject, Status, Priority, CreatedDate, LastModifiedDate, Contact.Id, Contact.Name, Contact.Email, Account.Id, Account.Name FROM Case";
const CASE = `{
  "id": Id, "number": $number(CaseNumber), "subject": Subject ? Subject : "No subject",
  "customer": Contact.Id
    ? {"id": Contact.Id, "name": Contact.Name, "emails": [Contact.Email], "company": {"id": Account.Id, "name": Account.Name}}
    : {"id": Account.Id, "name": Account.Name, "company": {"id": Account.Id, "name": Account.Name}},
  "state": Status = "Closed" ? "closed" : (Status in ["On Hold", "Pending", "Waiting on Customer"] ? "waiting" : "open"),
  "priority": Priority in ["High", "Critical"] ? "high" : (Priority = "Low" ? "low" : "normal"),
  "opened": CreatedDate, "updated": LastModifiedDate
}`;
const COMMENT_FIELDS = "SELECT Id, ParentId, CommentBody, CreatedDate FROM CaseComment";
const COMMENT = '{"id": Id, "case": ParentId, "kind": "note", "at": CreatedDate, "text": CommentBody}';

export const salesforce: Description = {
  companies: {
    ...query("SELECT Id, Name, Description FROM Account ORDER BY LastModifiedDate DESC"),
    record: '{"id": Id, "name": Name, "notes": Description}',
    paging,
  },
  customers: {
    ...query(
      "SELECT Id, Name, Email, Phone, MobilePhone, Title, Account.Id, Account.Name FROM Contact ORDER BY LastModifiedDate DESC",
    ),
    record: `{
      "id": Id, "name": Name, "emails": [Email], "phones": [Phone, MobilePhone], "role": Title,
      "company": {"id": Account.Id, "name": Account.Name}
    }`,
    paging,
  },
  cases: { ...query(`${CASE_FIELDS} ORDER BY LastModifiedDate DESC`), record: CASE, paging },
  case: { ...query(`${CASE_FIELDS} WHERE Id = '{id}'`), record: CASE },
  interactions: { ...query(`${COMMENT_FIELDS} ORDER BY CreatedDate DESC`), record: COMMENT, paging },
  history: {
    ...query(`${COMMENT_FIELDS} WHERE ParentId = '{id}' ORDER BY CreatedDate DESC LIMIT 50`),
    record: COMMENT,
  },
  changeCase: {
    method: "PATCH",
    path: `${VERSION}/sobjects/Case/{id}`,
    body: `{
      "Status": $lookup({"open": "Working", "waiting": "On Hold", "closed": "Closed"}, state),
      "Priority": $lookup({"low": "Low", "normal": "Medium", "high": "High"}, priority),
      "Subject": subject
    }`,
  },
  addComment: {
    method: "POST",
    path: `${VERSION}/sobjects/CaseComment`,
    body: '{"ParentId": id, "CommentBody": text}',
  },
};
