"""Asks through the Python clients that stand on Bedrock, whole and streamed: anthropic, langchain-aws, strands-agents, pydantic-ai.

Reads {"url"} from stdin and prints one object per call: {"client", "program", "ok", "detail"}.
"""

import asyncio
import contextlib
import json
import logging
import os
import sys

os.environ.update(AWS_ACCESS_KEY_ID="AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY="secret", AWS_REGION="us-east-1",
                  AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true", OTEL_SDK_DISABLED="true")
logging.disable(logging.CRITICAL)

MODEL = "us.anthropic.claude-sonnet-4-20250514-v1:0"
NOVA = "amazon.nova-lite-v1:0"
ASK = "Describe a harbour in one line."
WEATHER = "What is the weather in Lisbon?"
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
BETA = "interleaved-thinking-2025-05-14"


def anthropic_programs(url):
    from anthropic import AnthropicBedrock, AsyncAnthropicBedrock

    options = {"base_url": url, "aws_region": "us-east-1", "aws_access_key": "AKIDEXAMPLE",
               "aws_secret_key": "secret", "max_retries": 0}
    client = AnthropicBedrock(**options)
    ask = {"model": MODEL, "max_tokens": 2048, "messages": [{"role": "user", "content": ASK}]}
    tools = [{"name": "get_weather", "description": "Weather", "input_schema": SCHEMA}]
    weather = {**ask, "messages": [{"role": "user", "content": WEATHER}], "tools": tools}
    thinking = {**ask, "thinking": {"type": "enabled", "budget_tokens": 1024}}
    yield "message", lambda: client.messages.create(**ask).content[0].text

    def stream(**more):
        with client.messages.stream(**more) as events:
            text = "".join(events.text_stream)
            return text, events.get_final_message()

    yield "stream", lambda: stream(**ask)[0]
    yield "tool call", lambda: client.messages.create(**weather).content[-1].input["city"]
    yield "tool call, streamed", lambda: stream(**weather)[1].content[-1].input["city"]
    yield "thinking", lambda: client.messages.create(**thinking).content[0].signature
    yield "thinking, streamed", lambda: stream(**thinking)[1].content[0].thinking
    yield "cache", lambda: client.messages.create(**{**ask, "system": [
        {"type": "text", "text": "harbour " * 1500, "cache_control": {"type": "ephemeral"}}]}).usage.cache_creation_input_tokens
    yield "beta", lambda: client.beta.messages.create(**thinking, betas=[BETA]).content[-1].text

    async def asynchronous():
        other = AsyncAnthropicBedrock(**options)
        message = await other.messages.create(**ask)
        async with other.messages.stream(**ask) as events:
            return message.content[0].text == await events.get_final_text()

    yield "async", lambda: asyncio.run(asynchronous())


def langchain_programs(url):
    from langchain_aws import BedrockEmbeddings, ChatBedrock, ChatBedrockConverse
    from pydantic import BaseModel

    class Place(BaseModel):
        """A place in the world."""

        city: str

    tool = {"type": "function", "function": {"name": "get_weather", "description": "Weather", "parameters": SCHEMA}}
    for name, model in (("Claude", MODEL), ("Nova", NOVA)):
        chat = ChatBedrockConverse(model=model, region_name="us-east-1", endpoint_url=url)
        yield f"ChatBedrockConverse, {name}", lambda c=chat: c.invoke(ASK).content
        yield f"ChatBedrockConverse, {name}, streamed", lambda c=chat: "".join(m.text for m in c.stream(ASK))
        yield f"ChatBedrockConverse, {name}, tool call", lambda c=chat: (
            c.bind_tools([tool]).invoke(WEATHER).tool_calls[0]["args"]["city"])
        yield f"ChatBedrockConverse, {name}, structured", lambda c=chat: (
            c.with_structured_output(Place).invoke("Where is Lisbon?").city)
    invoke = ChatBedrock(model=MODEL, region="us-east-1", endpoint_url=url)
    yield "ChatBedrock", lambda: invoke.invoke(ASK).content
    yield "ChatBedrock, streamed", lambda: "".join(
        piece.content if isinstance(piece.content, str) else "".join(b.get("text", "") for b in piece.content)
        for piece in invoke.stream(ASK))
    yield "ChatBedrock, tool call", lambda: invoke.bind_tools([tool]).invoke(WEATHER).tool_calls[0]["args"]["city"]

    async def asynchronous():
        return "".join([piece.text async for piece in ChatBedrockConverse(
            model=MODEL, region_name="us-east-1", endpoint_url=url).astream(ASK)])

    yield "ChatBedrockConverse, async", lambda: asyncio.run(asynchronous())
    yield "BedrockEmbeddings", lambda: BedrockEmbeddings(
        model_id="amazon.titan-embed-text-v2:0", region_name="us-east-1", endpoint_url=url).embed_query(ASK)


def strands_programs(url):
    from strands import Agent, tool
    from strands.models import BedrockModel

    @tool
    def get_weather(city: str) -> str:
        """Weather of a city.

        Args:
            city: Its name.
        """
        return f"Clear over {city}"

    for streaming in (True, False):
        said = ", streamed" if streaming else ""
        model = lambda s=streaming, m=MODEL: BedrockModel(
            model_id=m, region_name="us-east-1", endpoint_url=url, streaming=s)
        yield f"agent{said}", lambda f=model: str(Agent(model=f(), callback_handler=None)(ASK)).strip()

        def with_tool(f=model):
            agent = Agent(model=f(), tools=[get_weather], callback_handler=None)
            agent(WEATHER)
            return "Clear over Lisbon" in json.dumps(agent.messages)

        yield f"agent with a tool{said}", with_tool
    yield "agent, Nova", lambda: str(Agent(model=BedrockModel(
        model_id=NOVA, region_name="us-east-1", endpoint_url=url), callback_handler=None)(ASK)).strip()

    async def asynchronous():
        agent = Agent(model=BedrockModel(model_id=MODEL, region_name="us-east-1", endpoint_url=url), callback_handler=None)
        return "".join([event["data"] async for event in agent.stream_async(ASK) if "data" in event])

    yield "agent, async", lambda: asyncio.run(asynchronous())


def pydantic_programs(url):
    from pydantic import BaseModel
    from pydantic_ai import Agent
    from pydantic_ai.models.bedrock import BedrockConverseModel
    from pydantic_ai.providers.bedrock import BedrockProvider

    class Place(BaseModel):
        city: str

    def model(name=MODEL):
        return BedrockConverseModel(name, provider=BedrockProvider(
            region_name="us-east-1", base_url=url, aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="secret"))

    for name, one in (("Claude", MODEL), ("Nova", NOVA)):
        yield f"agent, {name}", lambda m=one: Agent(model(m)).run_sync(ASK).output
    yield "usage", lambda: asyncio.run(Agent(model()).run(ASK)).usage.output_tokens

    async def stream():
        async with Agent(model()).run_stream(ASK) as result:
            return await result.get_output()

    yield "agent, streamed", lambda: asyncio.run(stream())

    def with_tool():
        agent = Agent(model())
        asked = []

        @agent.tool_plain
        def get_weather(city: str) -> str:
            """Weather of a city."""
            asked.append(city)
            return "Clear"

        agent.run_sync(WEATHER)
        return asked == ["Lisbon"]

    yield "agent with a tool", with_tool
    yield "structured output", lambda: Agent(model(), output_type=Place).run_sync("Where is Lisbon?").output.city


CLIENTS = {"anthropic": anthropic_programs, "langchain-aws": langchain_programs,
           "strands-agents": strands_programs, "pydantic-ai": pydantic_programs}


def attempt(client, name, program):
    try:
        with contextlib.redirect_stdout(sys.stderr):
            found = program()
        return {"client": client, "program": name, "ok": bool(found), "detail": "" if found else f"empty: {found!r}"}
    except Exception as error:  # each call stands for itself
        return {"client": client, "program": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}


def main():
    url = json.load(sys.stdin)["url"]
    results = []
    for client, programs in CLIENTS.items():
        try:
            for name, program in programs(url):
                results.append(attempt(client, name, program))
        except Exception as error:
            results.append({"client": client, "program": "start", "ok": False, "detail": f"{type(error).__name__}: {error}"})
    print(json.dumps(results))


main()
