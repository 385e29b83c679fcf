"""The actions that tests/conformance/rasa-sdk.test.ts runs on a real rasa-sdk server."""

import asyncio
import datetime
import random
from abc import ABC, abstractmethod

from rasa_sdk import Action, FormValidationAction, ValidationAction
from rasa_sdk.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActionReverted,
    ActiveLoop,
    AllSlotsReset,
    BotUttered,
    ConversationPaused,
    ConversationResumed,
    FollowupAction,
    LoopInterrupted,
    ReminderCancelled,
    ReminderScheduled,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa_sdk.interfaces import ActionExecutionRejection
from rasa_sdk.knowledge_base.actions import ActionQueryKnowledgeBase
from rasa_sdk.knowledge_base.storage import InMemoryKnowledgeBase

# Nothing in a test is left to chance.
random.shuffle = lambda items: None
random.choice = lambda items: items[0]


class Named(Action, ABC):
    """An action called after its class: Says is action_says."""

    def name(self):
        return "action_" + type(self).__name__.lower()

    @abstractmethod
    async def run(self, dispatcher, tracker, domain):
        ...


EVENTS = {
    "slot": lambda: SlotSet("seat", "window"),
    "slot-null": lambda: SlotSet("seat", None),
    "followup": lambda: FollowupAction("utter_done"),
    "restart": lambda: Restarted(),
    "session_started": lambda: SessionStarted(),
    "rewind": lambda: UserUtteranceReverted(),
    "undo": lambda: ActionReverted(),
    "reset_slots": lambda: AllSlotsReset(),
    "pause": lambda: ConversationPaused(),
    "resume": lambda: ConversationResumed(),
    "active_loop": lambda: ActiveLoop("trip_form"),
    "loop_interrupted": lambda: LoopInterrupted(True),
    "action": lambda: ActionExecuted("action_listen"),
    "action_execution_rejected": lambda: ActionExecutionRejected("action_events"),
    "reminder": lambda: ReminderScheduled("due", datetime.datetime(2030, 1, 1, 10), {"who": "Anna"}, "r1"),
    "cancel_reminder": lambda: ReminderCancelled(name="r1"),
    "bot": lambda: BotUttered("From an event", {"image": "https://example.org/a.png"}),
    "user": lambda: UserUttered("hello", {"intent": {"name": "greet", "confidence": 1.0}, "entities": []}),
}


class Events(Named):
    async def run(self, dispatcher, tracker, domain):
        return [EVENTS[tracker.get_slot("wanted")]()]


class Says(Named):
    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="First.", buttons=[{"title": "More", "payload": "/more"}])
        dispatcher.utter_message(
            response="utter_card",
            seat="aisle",
            buttons=[{"title": "Extra", "payload": "/extra"}],
        )
        dispatcher.utter_message(json_message={"card": "ticket"}, image="https://example.org/b.png")
        return [SlotSet("seat", "middle")]


class Reports(Named):
    async def run(self, dispatcher, tracker, domain):
        """Says what it was given of the conversation and the domain."""
        texts = [event["text"] for event in tracker.events if event["event"] == "user"]
        dispatcher.utter_message(
            json_message={
                "sender": tracker.sender_id,
                "texts": texts,
                "events": len(tracker.events),
                "latest": tracker.latest_message["intent"]["name"],
                "entities": list(tracker.get_latest_entity_values("wanted")),
                "loop": tracker.active_loop_name,
                "channel": tracker.get_latest_input_channel(),
                "paused": tracker.is_paused(),
                "slots": tracker.current_slot_values(),
                "required": domain["forms"]["trip_form"]["required_slots"],
                "mapping": domain["slots"]["wanted"]["mappings"],
                "responses": domain["responses"]["utter_card"],
            }
        )
        return []


class Rejects(Named):
    async def run(self, dispatcher, tracker, domain):
        raise ActionExecutionRejection("action_rejects", "not now")


class Breaks(Named):
    async def run(self, dispatcher, tracker, domain):
        raise ValueError("no such flight")


class Slow(Named):
    async def run(self, dispatcher, tracker, domain):
        await asyncio.sleep(30)
        return []


class Fallback(Action):
    def name(self):
        return "action_default_fallback"

    async def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="The server's own fallback.")
        return [UserUtteranceReverted()]


class ValidateTripForm(FormValidationAction):
    """Asks for the class only of those who fly far."""

    def name(self):
        return "validate_trip_form"

    async def required_slots(self, domain_slots, dispatcher, tracker, domain):
        return domain_slots + ["cabin"] if tracker.get_slot("destination") == "Lima" else domain_slots

    async def extract_cabin(self, dispatcher, tracker, domain):
        if tracker.get_slot("requested_slot") != "cabin":
            return {}
        return {"cabin": tracker.latest_message["text"].split(" ")[0]}

    def validate_destination(self, value, dispatcher, tracker, domain):
        if value == "Atlantis":
            dispatcher.utter_message(text="Atlantis has sunk.")
            return {"destination": None}
        return {"destination": value.title()}


class ValidateMappings(ValidationAction):
    def extract_shout(self, dispatcher, tracker, domain):
        text = tracker.latest_message.get("text") or ""
        return {"shout": text[:5].upper()} if text.startswith("greet") else {}

    def validate_wanted(self, value, dispatcher, tracker, domain):
        return {"wanted": value.strip()}


class QueryCafes(ActionQueryKnowledgeBase):
    def __init__(self):
        # A knowledge base can't be passed to the server's workers: each run makes its own.
        super().__init__(None)

    async def run(self, dispatcher, tracker, domain):
        self.knowledge_base = InMemoryKnowledgeBase("cafes.json")
        return await super().run(dispatcher, tracker, domain)
