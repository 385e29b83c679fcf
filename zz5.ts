import { readFileSync } from "node:fs";
import { actions } from "./src/skills/clock/actions";
import { runAction } from "./tests/unit/skills/run-action";
const lines=readFileSync("training/assistant/data/nlu/dates.yml","utf8").split("\n");
let intent="";
for (const l of lines) { const m=/intent: (\w+)/.exec(l); if(m) {intent=m[1]; console.log("#",intent)} if(!/^ {6}- /.test(l)||["ask_time","convert_time_zone"].includes(intent)) continue; const text=l.slice(8); 
try { const out=await runAction(actions.find(a=>a.name==="action_"+intent)!,{text,now:"2026-03-02T09:30:00+01:00"}); console.log(text," => ",out.messages.map(m=>m.text??m.utter_action+JSON.stringify(m.values)).join("|")); } catch(e) {console.log(text,"ERR",e)} }
