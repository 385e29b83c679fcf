import type { Action } from "../../engine/actions/action";
import type { UserData } from "../../storage/schema";
import type { Services } from "../services";
import { askActions } from "./ask-actions";
import { tellNews } from "./news-action";
import { silenceActions } from "./silence-actions";
import { watchActions } from "./watch-actions";

/** What Prometheus, Alertmanager and health addresses know of the user's machines. */
export const actions = (services: Services): Action<UserData>[] => [
  ...askActions(services),
  ...watchActions,
  ...silenceActions(services),
  tellNews(services),
];
