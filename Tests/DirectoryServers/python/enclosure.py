"""Runs a server that wants a machine of its own: fixed ports, folders of the system, root.

It gets a network, a view of the file system and process numbers of its own (Linux namespaces), all of which
are gone as soon as the program that made them ends, or whoever started that, however they end. Ports of
loopback outside lead to ports inside.
"""

import ctypes
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

CLONE_NEWNS = 0x00020000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
SECONDS_TO_START = 120

LIBC = ctypes.CDLL(None, use_errno=True)


def check(result, what):
    if result != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def listen():
    """A socket on a free port of loopback."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    return listener


def enter(own, folders):
    """Goes on inside, as the first process there; folders of the system are empty ones of its own.

    The process that was there before ends with it, and with whoever started that, and takes it and its own
    folder along.
    """
    starter = os.pidfd_open(os.getppid())
    check(LIBC.unshare(CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET), "cannot enclose the server")
    child = os.fork()
    if child:
        poll = select.poll()
        poll.register(starter, select.POLLIN)
        poll.register(os.pidfd_open(child), select.POLLIN)
        poll.poll()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        shutil.rmtree(own, ignore_errors=True)
        os._exit(1)
    check(LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL), "cannot follow the parent")
    run("mount", "--make-rprivate", "/")
    run("mount", "-t", "proc", "proc", "/proc")
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
        run("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", folder)
    run("ip", "link", "set", "lo", "up")


def run(*command, stdin="", env=None):
    """Runs a program to its end; what it says is an error's when it fails."""
    done = subprocess.run(
        command, input=stdin, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")
    return done.stdout


def wait_for_ldap(process=None):
    """Waits until a server answers inside."""
    end = time.monotonic() + SECONDS_TO_START
    command = ["ldapsearch", "-x", "-H", "ldap://127.0.0.1", "-b", "", "-s", "base", "1.1"]
    while subprocess.run(command, capture_output=True, check=False).returncode != 0:
        if time.monotonic() > end or (process and process.poll() is not None):
            raise RuntimeError("the server does not answer")
        time.sleep(0.05)


def serve(listeners):
    """Says which ports lead inside, and passes on what comes, for good."""
    print(*(listener.getsockname()[1] for listener, _ in listeners), flush=True)
    for listener, port in listeners:
        threading.Thread(target=accept, args=(listener, port), daemon=True).start()
    # Whoever has lost its parent inside belongs to the first process.
    while True:
        try:
            os.wait()
        except ChildProcessError:
            signal.pause()


def accept(listener, port):
    while True:
        client, _ = listener.accept()
        try:
            server = socket.create_connection(("127.0.0.1", port))
        except OSError:
            client.close()
            continue
        for pair in ((client, server), (server, client)):
            threading.Thread(target=pass_on, args=pair, daemon=True).start()


def pass_on(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    for end, how in ((target, socket.SHUT_WR), (source, socket.SHUT_RD)):
        try:
            end.shutdown(how)
        except OSError:
            pass


def main(start):
    """Starts a server with what the command line says, and serves it."""
    try:
        serve(start(*sys.argv[1:]))
    except (OSError, RuntimeError) as error:
        print(error, file=sys.stderr, flush=True)
        sys.exit(1)
