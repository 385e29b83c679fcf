import type { Watch } from "../../storage/connections";
import { figure, measureNamed } from "./measures";

/** "disk over 90 %", "memory of web1 over 85 %", "alerts", "a report every day at 08:00". */
export function watchInWords(watch: Watch): string {
  switch (watch.kind) {
    case "threshold": {
      const measure = measureNamed(watch.measure);
      const whose = watch.machine === undefined ? "" : ` of ${watch.machine}`;
      const title = measure?.title ?? watch.measure;
      return `${title === "CPU" ? title : title.toLowerCase()}${whose} ${watch.side} ${figure(watch.value, measure ?? { unit: "" })}`;
    }
    case "alerts":
      return "alerts";
    case "report":
      return `a report every day at ${watch.at}`;
  }
}
