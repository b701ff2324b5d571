"""A bystander: holds secrets in its memory, environment and a descriptor, and says what is done to it.

python witness.py  ->  one line "<address of its buffer> <descriptor>", then a line for every signal it hears
"""

import ctypes
import os
import signal
import sys
import time

HEARD = (signal.SIGUSR1, signal.SIGUSR2, signal.SIGWINCH, signal.SIGIO, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def main(secret: str) -> None:
    """Sit until stdin is closed."""
    for number in HEARD:
        signal.signal(number, lambda heard, _: print("signal", heard, flush=True))
    libc = ctypes.CDLL(None)
    libc.prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)  # where Yama guards processes: anybody of ours may trace it
    buffer = ctypes.create_string_buffer(secret.encode(), 64)
    handle, pen = os.pipe()
    os.write(pen, secret.encode())
    print(ctypes.addressof(buffer), handle, flush=True)
    while True:
        if buffer.value != secret.encode():
            print("overwritten", flush=True)
            buffer.value = secret.encode()
        time.sleep(0.01)


if __name__ == "__main__":
    main(sys.stdin.readline().strip())
