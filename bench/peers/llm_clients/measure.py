"""CPU milliseconds a call of one client, as JSON: measure.py CLIENT PORT AT_ONCE CALLS."""

import asyncio
import json
import os
import sys
import time

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # or it asks the network at import
CLIENT, PORT, AT_ONCE, CALLS = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
BASE = f"http://127.0.0.1:{PORT}/v1"


def messages(n):
    return [{"role": "user", "content": f"{n} What is 12 + 30? " * 10}]


def client():
    """(call, close): an asynchronous function from a number to a text."""
    if CLIENT == "httpx":
        import httpx

        session = httpx.AsyncClient(
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE), timeout=120
        )

        async def call(n):
            told = await session.post(BASE + "/chat/completions", json={"model": "m", "messages": messages(n)})
            return told.json()["choices"][0]["message"]["content"]

        return call, session.aclose
    if CLIENT == "openai":
        import openai

        sdk = openai.AsyncOpenAI(api_key="none", base_url=BASE, timeout=120, max_retries=0)

        async def call(n):
            told = await sdk.chat.completions.create(model="m", messages=messages(n))
            return told.choices[0].message.content

        return call, sdk.close
    import litellm

    litellm.telemetry = False

    async def call(n):
        told = await litellm.acompletion(
            model="openai/m", messages=messages(n), api_base=BASE, api_key="none", timeout=120
        )
        return told.choices[0].message.content

    async def close():
        pass

    return call, close


async def main():
    call, close = client()
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(n):
        async with slots:
            assert await call(n)

    await asyncio.gather(*(one(n) for n in range(2 * AT_ONCE)))
    before = time.process_time()
    await asyncio.gather(*(one(n) for n in range(CALLS)))
    spent = time.process_time() - before
    await close()
    print(json.dumps({"cpu_ms": 1000 * spent / CALLS}))


asyncio.run(main())
