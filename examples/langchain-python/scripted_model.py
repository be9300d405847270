"""A model that needs no key. It follows a script that makes a mistake and corrects it after the toolkit's error."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, ToolCall

ADA = "user_2AdaLovelace000000000000001"


class ScriptedModel(GenericFakeChatModel):
    def bind_tools(self, tools: Any, **_: Any) -> ScriptedModel:
        """Ignores the tools, because the calls are in the script."""
        return self


def scripted_model() -> ScriptedModel:
    return ScriptedModel(
        messages=iter(
            [
                calls("getUser", userId=ADA),
                calls("updateUser", userId=ADA, last_name="King"),
                calls("updateUser", userId=ADA, lastName="King"),
                AIMessage("Ada's last name is King now."),
            ]
        )
    )


def calls(name: str, **arguments: str) -> AIMessage:
    return AIMessage("", tool_calls=[ToolCall(id=str(uuid4()), name=name, args=arguments)])
