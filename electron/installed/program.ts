/**
 * The program that runs a LiteLLM inside its own Python. Given with `-c`, so that no file has to lie anywhere.
 *
 * It closes the network first: nothing that Python opens reaches another address than the receiver's, no other program
 * is started. Then it imports LiteLLM, says `{"ready": version}` and answers lines of JSON `{id, api, request,
 * settings, asynchronous}` with `{id, error: {type, params | message}}` or `{id, error: null}` on what was standard
 * output before LiteLLM could print there.
 */
export const PROGRAM = String.raw`
import ast, asyncio, importlib.util, json, logging, os, re, sys

PORT = int(os.environ.pop("STRATA_RECEIVER_PORT"))
LOOPBACK = ("127.0.0.1", b"127.0.0.1", "", None)
OTHER_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile")


def guard(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[-1]
        # On Windows an event loop wakes itself over a socket of its own.
        port = os.name == "nt" or (isinstance(address, tuple) and address[1] == PORT)
        if not (isinstance(address, tuple) and address[0] == "127.0.0.1" and port):
            raise ConnectionRefusedError("the network is closed here")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        if args[0] not in LOOPBACK:
            raise OSError("the network is closed here")
    elif event in OTHER_PROGRAMS:
        raise PermissionError("no other program is started here")


sys.addaudithook(guard)
answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)


def answer(value):
    answers.write(json.dumps(value) + "\n")
    answers.flush()


try:
    home = importlib.util.find_spec("litellm").submodule_search_locations[0]
    # 1.80 and earlier would fetch the tokenizer that they bring along.
    tokenizers = os.path.join(home, "litellm_core_utils", "tokenizers")
    for name in ("TIKTOKEN_CACHE_DIR", "CUSTOM_TIKTOKEN_CACHE_DIR"):
        os.environ[name] = tokenizers
    import importlib.metadata
    import litellm

    litellm.suppress_debug_info = True
    litellm.num_retries = 0
    logging.disable(logging.CRITICAL)
    LOOP = asyncio.new_event_loop()
    answer({"ready": importlib.metadata.version("litellm")})
except BaseException as error:
    answer({"failed": f"{type(error).__name__}: {error}"})
    os._exit(1)

NAMES = {
    "chat": "completion",
    "completions": "text_completion",
    "embeddings": "embedding",
    "images": "image_generation",
    "rerank": "rerank",
    "responses": "responses",
}
REFUSALS = (
    "UnsupportedParamsError",
    "NotFoundError",
    "BadRequestError",
    "UnprocessableEntityError",
    "AnthropicError",
    "Exception",
)


async def first_of(stream):
    async for _ in stream:
        return


async def call_async(entry, request):
    response = await entry(**request)
    if request.get("stream"):
        await first_of(response)


def call(given):
    request = given["request"]
    for name, value in given["settings"].items():
        setattr(litellm, name, value)
    if given["api"] == "messages":
        LOOP.run_until_complete(call_async(litellm.anthropic.messages.acreate, request))
    elif given["asynchronous"]:
        LOOP.run_until_complete(call_async(getattr(litellm, "a" + NAMES[given["api"]]), request))
    else:
        response = getattr(litellm, NAMES[given["api"]])(**request)
        if request.get("stream"):
            next(iter(response), None)


def failure(error):
    name, text = type(error).__name__, str(error)
    if name == "UnsupportedParamsError":
        listed = re.search(r"parameters: (\[.*?\])", text)
        return {"type": name, "message": text, "params": ast.literal_eval(listed.group(1)) if listed else []}
    return {"type": name, "message": text, "refused": name in REFUSALS}


for line in sys.stdin:
    given = json.loads(line)
    try:
        call(given)
        answer({"id": given["id"], "error": None})
    except Exception as error:
        answer({"id": given["id"], "error": failure(error)})
os._exit(0)
`;
