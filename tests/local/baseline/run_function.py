"""Calls the function of a block as Lambda would, against the local AWS, and prints its answer as JSON.

The input is JSON: `code`, `event`, and `milliseconds`, which it believes to have left.
"""

import json
import socket
import sys
import time
import types

# S3 Control puts the account's id in front of the host, which no DNS server knows.
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *more, **named: resolve(
    "127.0.0.1" if str(host).endswith(".127.0.0.1") else host, *more, **named
)

request = json.load(sys.stdin)
answer = {}


def send(event, context, status, data, identity=None, no_echo=False, reason=None):
    answer.update({"status": status, "data": data, "id": identity, "reason": reason})


sys.modules["cfnresponse"] = types.SimpleNamespace(send=send, SUCCESS="SUCCESS", FAILED="FAILED")
time.sleep = lambda seconds: print(f"slept {seconds}", file=sys.stderr)
module = {}
exec(compile(request["code"], "index.py", "exec"), module)
context = types.SimpleNamespace(get_remaining_time_in_millis=lambda: request.get("milliseconds", 900_000))
try:
    answer["returned"] = module["handler"](request["event"], context)
except Exception as error:
    answer["raised"] = str(error)
print("\n" + json.dumps(answer))
