import * as v from "valibot";
import type { BotMessage, Button } from "../../actions/bot-message";
import type { Entity, ParseData, ResponseRanking, ResponseSelection } from "../../nlu/parse-data";
import type { ResponseVariation } from "../../project/domain";
import { jsonObject, jsonValue, numberOrNull, present, textOrEmpty, textOrNull } from "./fields";

/** An entity as any component of Rasa's, or a policy, or an action writes it. */
export const entitySchema = v.pipe(
  v.object({
    entity: v.string(),
    value: jsonValue,
    start: v.nullish(v.number(), 0),
    end: v.nullish(v.number(), 0),
    extractor: textOrEmpty,
    role: textOrNull,
    group: textOrNull,
    confidence_entity: numberOrNull,
    processors: v.nullish(v.array(v.string())),
    additional_info: v.nullish(jsonObject),
  }),
  v.transform(({ value, ...fields }): Entity => ({ ...(present(fields) as Omit<Entity, "value">), value })),
);

const intentSchema = v.object({ name: textOrNull, confidence: v.nullish(v.number(), 1) });

const buttonSchema = v.pipe(
  v.object({ title: v.string(), payload: v.nullish(v.string()) }),
  v.transform(({ title, payload }): Button => ({ title, payload: payload ?? title })),
);

const attachments = {
  image: textOrNull,
  buttons: v.nullish(v.array(buttonSchema)),
  quick_replies: v.nullish(v.array(buttonSchema)),
  attachment: v.nullish(jsonValue),
  elements: v.nullish(v.array(jsonValue)),
  custom: v.nullish(jsonObject),
};

const variationSchema = v.pipe(
  v.object({
    ...attachments,
    text: textOrNull,
    button_type: textOrNull,
    metadata: v.nullish(jsonValue),
    channel: textOrNull,
    id: textOrNull,
    condition: v.nullish(v.array(v.object({ name: v.string(), value: jsonValue })), []),
  }),
  v.transform(({ condition, ...fields }): ResponseVariation => ({ ...present(fields), condition })),
);

const rankingSchema = v.pipe(
  v.object({
    response: v.object({
      responses: v.nullish(v.array(variationSchema), []),
      confidence: v.nullish(v.number(), 0),
      intent_response_key: textOrNull,
      utter_action: textOrEmpty,
    }),
    ranking: v.nullish(v.array(v.object({ intent_response_key: v.string(), confidence: v.number() })), []),
  }),
  v.transform(({ response, ranking }): ResponseRanking | null => {
    const { intent_response_key: key } = response;
    return key === null ? null : { response: { ...response, intent_response_key: key }, ranking };
  }),
);

/** Beside the list a choice for each selector; one that chose nothing is left out. */
const selectionSchema = v.pipe(
  v.objectWithRest({ all_retrieval_intents: v.nullish(v.array(v.string()), []) }, rankingSchema),
  v.transform((selection) => present(selection) as ResponseSelection),
);

const parseSchema = v.pipe(
  v.object({
    text: textOrEmpty,
    intent: v.nullish(intentSchema, { name: null }),
    entities: v.nullish(v.array(entitySchema), []),
    intent_ranking: v.nullish(v.array(intentSchema), []),
    out_of_scope: numberOrNull,
    truncated_at: numberOrNull,
    response_selector: v.nullish(selectionSchema),
  }),
  v.transform(({ intent, out_of_scope, truncated_at, response_selector, ...rest }): ParseData => ({
    ...rest,
    // Where nothing was classified, nothing is sure.
    intent: intent.name === null ? { name: null, confidence: 0 } : intent,
    ...present({ out_of_scope, truncated_at, response_selector }),
  })),
);

/** A message of the user. Rasa leaves `parse_data` out of messages that an action makes up. */
export const userSchema = v.pipe(
  v.object({
    text: textOrEmpty,
    parse_data: v.nullish(parseSchema),
    message_id: textOrEmpty,
    input_channel: textOrEmpty,
  }),
  v.transform(({ parse_data, ...rest }) => {
    const unread: ParseData = {
      text: rest.text,
      intent: { name: null, confidence: 0 },
      entities: [],
      intent_ranking: [],
    };
    return { event: "user" as const, ...rest, parse_data: parse_data ?? unread };
  }),
);

/** A message of the assistant. What only the response says of it is in Rasa's metadata, an image is there a second time. */
export const botSchema = v.pipe(
  v.object({ text: textOrNull, data: v.nullish(v.object(attachments), {}), metadata: v.nullish(jsonObject, {}) }),
  v.transform(({ text, data, metadata: { utter_action, button_type, metadata: own, ...metadata } }) => {
    const { attachment, ...rest } = data;
    const isImage = typeof attachment === "string" && attachment === rest.image;
    const message: Omit<BotMessage, "text"> = present({
      ...rest,
      attachment: isImage ? null : attachment,
      utter_action: typeof utter_action === "string" ? utter_action : null,
      button_type: typeof button_type === "string" ? button_type : null,
      metadata: own,
    });
    return { event: "bot" as const, text, data: message, metadata };
  }),
);
