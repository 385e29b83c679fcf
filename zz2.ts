import { readFileSync } from "node:fs";
import { timeActions } from "./src/skills/clock/time-actions";
import { runAction } from "./tests/unit/skills/run-action";
const lines=readFileSync("training/assistant/data/nlu/dates.yml","utf8").split("\n");
let intent="";
for (const l of lines) { const m=/intent: (\w+)/.exec(l); if(m) intent=m[1]; if(!/^ {6}- /.test(l)||!["ask_time","convert_time_zone"].includes(intent)) continue; const raw=l.slice(8); const text=raw.replace(/\[([^\]]+)\]\(place\)/g,"$1"); const entities=[...raw.matchAll(/\[([^\]]+)\]\(place\)/g)].map(m=>({entity:"place",value:m[1]}));
 if (intent==="ask_time" && !/place/.test(raw)) continue;
const out=await runAction(timeActions.find(a=>a.name==="action_"+intent)!,{text,entities,now:"2026-03-02T09:30:00+01:00"}); console.log(text," => ",out.messages.map(m=>m.text??m.utter_action+JSON.stringify(m.values)).join("|")); }
for (const [i,text] of [["ask_time","what time is it in Foobarville"],["ask_time","what time is it in tokio"],["ask_time","time in nepal and usa"],["ask_time","what time is it"],["ask_time","how many hours is Denver behind us"],["convert_time_zone","what is 3pm in tokyo"]]) {const out=await runAction(timeActions.find(a=>a.name==="action_"+i)!,{text,now:"2026-03-02T09:30:00+01:00"}); console.log(text," => ",out.messages.map(m=>m.text??m.utter_action+JSON.stringify(m.values)).join("|"));}
