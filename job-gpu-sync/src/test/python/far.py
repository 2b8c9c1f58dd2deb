#!/usr/bin/env python3
"""Two hosts that are far from each other: network namespaces whose only way to one another is this program.

usage: far.py MILLISECONDS LOSS SEED [CONGESTION]

Each packet, of either side, is held for MILLISECONDS; LOSS per cent of them are dropped, drawn by SEED; so TCP of both sides sees
what it sees on a bad line. CONGESTION is how TCP reacts (as in net.ipv4.tcp_congestion_control; else as this machine does). Needs
root and /dev/net/tun. Prints one line: the process ids of the two hosts, for `nsenter -t PID -n`; they are 10.99.0.1 and 10.99.0.2.
Ends with its standard input, or killed; then nothing is left of the hosts. SIGUSR1 cuts the line, or mends it. Tells at its end what
passed and what was dropped.
"""
import collections
import ctypes
import fcntl
import os
import random
import select
import signal
import socket
import struct
import subprocess
import sys
import time

CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
LARGEST = 65536
libc = ctypes.CDLL(None, use_errno=True)


def quietly(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def host(number, congestion, channel):
    """Lives in a namespace of its own until its parent ends."""
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if libc.unshare(CLONE_NEWNET) != 0:
        sys.exit("no network namespace can be made: " + os.strerror(ctypes.get_errno()))
    tun = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH22x", b"far", IFF_TUN | IFF_NO_PI))
    quietly("ip", "link", "set", "lo", "up")
    quietly("ip", "addr", "add", f"10.99.0.{number}/24", "dev", "far")
    quietly("ip", "link", "set", "far", "txqueuelen", "10000", "up")
    if congestion:
        quietly("sysctl", "-q", "-w", "net.ipv4.tcp_congestion_control=" + congestion)
    socket.send_fds(channel, [b"."], [tun])
    os.close(tun)
    signal.pause()


def start(number, congestion):
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        ours.close()
        try:
            host(number, congestion, theirs)
        except (OSError, subprocess.SubprocessError, SystemExit) as trouble:
            print(f"far.py: {trouble}", file=sys.stderr, flush=True)
        os._exit(1)
    theirs.close()
    _, fds, _, _ = socket.recv_fds(ours, 1, 1)
    if not fds:
        sys.exit("a host could not be made")
    os.set_blocking(fds[0], False)
    return pid, fds[0]


class Line:
    """One direction."""

    def __init__(self, source, target, delay, loss, draw):
        self.source, self.target, self.delay, self.loss, self.draw = source, target, delay, loss, draw
        self.held = collections.deque()
        self.passed = self.dropped = self.bytes = 0

    def take(self, cut):
        try:
            while True:
                packet = os.read(self.source, LARGEST)
                if cut or self.draw.random() < self.loss:
                    self.dropped += 1
                else:
                    self.held.append((time.monotonic() + self.delay, packet))
        except BlockingIOError:
            return

    def hand_on(self):
        now = time.monotonic()
        while self.held and self.held[0][0] <= now:
            packet = self.held.popleft()[1]
            try:
                os.write(self.target, packet)
                self.passed += 1
                self.bytes += len(packet)
            except OSError:
                self.dropped += 1

    def due(self):
        return self.held[0][0] - time.monotonic() if self.held else 60


def main():
    delay, loss, seed = float(sys.argv[1]) / 1000, float(sys.argv[2]) / 100, int(sys.argv[3])
    congestion = sys.argv[4] if len(sys.argv) > 4 else ""
    first, here = start(1, congestion)
    second, there = start(2, congestion)
    draw = random.Random(seed)
    lines = [Line(here, there, delay, loss, draw), Line(there, here, delay, loss, draw)]
    state = {"cut": False, "ended": False}
    signal.signal(signal.SIGUSR1, lambda *_: state.update(cut=not state["cut"]))
    signal.signal(signal.SIGTERM, lambda *_: state.update(ended=True))
    wake, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    print(first, second, flush=True)
    poll = select.epoll()
    for fd in (here, there, wake, 0):
        poll.register(fd, select.EPOLLIN | select.EPOLLHUP)
    while not state["ended"]:
        for fd, _ in poll.poll(max(0, min(line.due() for line in lines))):
            if fd == wake:
                os.read(wake, 64)
            if fd == 0 and not os.read(0, 1):
                state["ended"] = True
        for line in lines:
            line.take(state["cut"])
            line.hand_on()
    print("there: %d packets of %d bytes, %d dropped; back: %d of %d, %d dropped" % tuple(
        number for line in lines for number in (line.passed, line.bytes, line.dropped)), flush=True)
    for pid in (first, second):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


main()
