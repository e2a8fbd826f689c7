# SPDX-License-Identifier: Apache-2.0
"""Chromium without a window, for those who hold Madang's layouts against its."""
import html
import json
import re
import shutil
import subprocess
import sys

# Where each character of the elements of class `t` lies: [element, byte, character, left, top, right, bottom].
MEASURE = """<pre id=o hidden></pre><script>
document.fonts.ready.then(() => {
  const out = []; const enc = new TextEncoder();
  document.querySelectorAll('.t').forEach((element, index) => {
    let bytes = 0;
    const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let n; (n = walk.nextNode());) {
      let i = 0;
      for (const ch of n.data) {
        const r = document.createRange(); r.setStart(n, i); r.setEnd(n, i + ch.length);
        const b = r.getBoundingClientRect();
        out.push([index, bytes, ch, b.left, b.top, b.right, b.bottom]);
        i += ch.length; bytes += enc.encode(ch).length;
      }
    }
  });
  document.getElementById('o').textContent = 'JSON' + JSON.stringify(out) + 'END';
});
</script>"""

# Two-digit numbers stand upright in a vertical line.
UPRIGHT = re.compile(r"(?<![0-9A-Za-z])([0-9]{1,2})(?![0-9A-Za-z])")


def find():
    program = shutil.which("chromium")
    if program is None:
        print("chromium is not installed; run tools/install-deps.sh --compare", file=sys.stderr)
    return program


def run(program, folder, file, more):
    return subprocess.run(
        [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1", "--hide-scrollbars",
         "--font-render-hinting=none", "--enable-blink-features=CSSTextAutoSpace,CSSTextSpacingTrim",
         f"--user-data-dir={folder}/profile", "--window-size=1920,1080", *more, file.as_uri()],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120, check=True).stdout.decode("utf-8", "replace")


def characters(program, folder, file):
    dom = run(program, folder, file, ["--virtual-time-budget=3000", "--dump-dom"])
    return json.loads(html.unescape(re.search(r"JSON(.*?)END", dom, re.S).group(1)))


def body_of(text, vertical):
    body = html.escape(text)
    return UPRIGHT.sub(r"<span class=c>\1</span>", body) if vertical else body


def lines_of(chars, size, vertical):
    """Characters ([byte, character, left, top, right, bottom]) whose boxes overlap across the line."""
    lines = []
    for char in chars:
        low, high = (char[2], char[4]) if vertical else (char[3], char[5])
        if char[4] == char[2] and char[5] == char[3]:
            continue  # collapsed at a line's end
        middle = (low + high) / 2
        if lines and abs(lines[-1]["middle"] - middle) < size * 0.6:
            lines[-1]["chars"].append(char)
        else:
            lines.append({"middle": middle, "chars": [char]})
    return lines


def beside(ours, theirs, out):
    """Both pictures in one, ours above; needs ImageMagick's `montage`."""
    if shutil.which("montage"):
        subprocess.run(["montage", str(ours), str(theirs), "-background", "#888", "-tile", "1x2", "-geometry", "1280x+4+4", str(out)], check=False)
