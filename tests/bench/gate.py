# SPDX-License-Identifier: Apache-2.0
"""The programs of one gate under Xvfb, for those who measure them together."""
import mmap
import os
import pathlib
import re
import struct
import subprocess
import sys
import time


class Gate:
    """Server, scheduler, a 1080p display and its player, ended when it is. `folder` holds `content` when it is opened."""

    def __init__(self, programs, folder, screen, player_words=()):
        self.programs = programs
        self.folder = folder
        self.running = []
        self.frame_buffer = None
        self.environment = dict(os.environ, LC_ALL="C", SDL_VIDEODRIVER="x11", SDL_AUDIODRIVER="dummy")
        self.environment.pop("WAYLAND_DISPLAY", None)
        subprocess.run([programs / "madang", "keys", "new", "--keys", folder / "keys"], check=True, stdout=subprocess.DEVNULL,
                       env=self.environment)
        self.publish()
        (folder / "secret").write_text("a secret that is only measured\n", encoding="utf-8")
        server = self.start("serve", [programs / "madang", "serve", folder / "repository", "--listen", "127.0.0.1:0"])
        url = self.address(server)
        (folder / "kiosk.ini").write_text(
            f'server = "{url}"\nscreen = "{screen}"\nroot = "{folder}/keys/root.json"\nstate = "{folder}/state"\nsocket = "{folder}/player.sock"\n'
            f'alarm-listen = "127.0.0.1:0"\nalarm-secret-file = "{folder}/secret"\n', encoding="utf-8")
        self.scheduler = self.start("scheduler", [programs / "madang-scheduler", "--config", folder / "kiosk.ini"])
        self.scheduler_pid = self.running[-1].pid
        self.gateway = self.address(self.scheduler)
        read, write = os.pipe()
        (folder / "glass").mkdir()
        self.running.append(subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp",
                                              "-fbdir", str(folder / "glass")],
                                             pass_fds=[write], stderr=subprocess.DEVNULL))
        os.close(write)
        self.environment["DISPLAY"] = ":" + os.fdopen(read).readline().strip()
        self.player = self.start("player", [programs / "madang-player", "--socket", folder / "player.sock", "-v", *player_words])
        self.player_pid = self.running[-1].pid

    def start(self, name, command):
        log = self.folder / f"{name}.log"
        self.running.append(subprocess.Popen([str(word) for word in command], stdout=open(log, "wb"), stderr=subprocess.STDOUT,
                                             env=self.environment))
        return log

    def address(self, log):
        self.wait(log, "http://", 0)
        return re.findall(r"http://[0-9.:]+", log.read_text(encoding="utf-8"))[0]

    def wait(self, log, text, before, limit=60):
        until = time.monotonic() + limit
        while self.count(log, text) <= before:
            if time.monotonic() > until:
                sys.exit(f"{log.name}: did not say '{text}':\n" + log.read_text(encoding="utf-8")[-2000:])
            time.sleep(0.005)

    @staticmethod
    def count(log, text):
        return log.read_text(encoding="utf-8").count(text) if log.exists() else 0

    def publish(self):
        subprocess.run([self.programs / "madang", "publish", self.folder / "content", self.folder / "repository",
                        "--keys", self.folder / "keys"], check=True,
                       stdout=subprocess.DEVNULL, env=self.environment)

    def alarm(self, *words):
        said = subprocess.run([self.programs / "madang", "alarm", *words, "--url", self.gateway, "--secret-file", self.folder / "secret",
                               "--wait"], check=True, capture_output=True, text=True, env=self.environment).stdout
        return float(re.findall(r"(\d+) ?ms", said)[-1])

    def pixel(self, x, y):
        """What the X server's memory holds there now, 0xRRGGBB: what a monitor would show."""
        if self.frame_buffer is None:
            with open(self.folder / "glass/Xvfb_screen0", "rb") as file:
                self.frame_buffer = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
            header = struct.unpack(">25I", self.frame_buffer[:100])  # XWDFile.h
            self.pixels, self.stride = header[0] + 12 * header[19], header[12]
        place = self.pixels + y * self.stride + 4 * x
        return int.from_bytes(self.frame_buffer[place:place + 4], "little") & 0xFFFFFF

    def end(self):
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            process.wait()
