#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a TUF repository and canonical JSON as python3-securesystemslib makes them, for our client to judge.

    other_signer.py FOLDER

FOLDER/metadata/*.json is a repository whose roles are signed with Ed25519, ECDSA P-256 and RSA-PSS. Each line of
FOLDER/canonical.txt is a JSON text, a tab, and its canonical form in hexadecimal. Exits with 77 where the library
is missing.
"""
import json
import pathlib
import random
import sys

try:
    from securesystemslib.formats import encode_canonical
except ImportError as missing:
    print(missing, file=sys.stderr)
    sys.exit(77)


class OldKey:
    """securesystemslib before 1.0 (Debian 12)."""

    def __init__(self, kind):
        from securesystemslib import keys

        self.keys = keys
        make = {"ed25519": keys.generate_ed25519_key, "ecdsa": keys.generate_ecdsa_key, "rsa": keys.generate_rsa_key}
        self.key = make[kind]()
        self.id = self.key["keyid"]
        self.public = keys.format_keyval_to_metadata(self.key["keytype"], self.key["scheme"], self.key["keyval"])

    def sign(self, message):
        return self.keys.create_signature(self.key, message)["sig"]


class NewKey:
    """securesystemslib from 1.0 on (Debian 13)."""

    def __init__(self, kind):
        from securesystemslib.signer import CryptoSigner

        make = {"ed25519": CryptoSigner.generate_ed25519, "ecdsa": CryptoSigner.generate_ecdsa, "rsa": CryptoSigner.generate_rsa}
        self.signer = make[kind]()
        self.id = self.signer.public_key.keyid
        self.public = self.signer.public_key.to_dict()

    def sign(self, message):
        return self.signer.sign(message).signature


def make_key(kind):
    try:
        from securesystemslib.signer import CryptoSigner

        CryptoSigner.generate_ed25519
    except (ImportError, AttributeError):
        return OldKey(kind)
    return NewKey(kind)


def random_text(dice):
    pools = ["abc XYZ/.", "\"\\\n\t\x00\x1f\x7f", "감귤 시장 é", "～😀𝄞\U0010ffff"]
    return "".join(dice.choice(dice.choice(pools)) for _ in range(dice.randrange(8)))


def random_value(dice, depth=0):
    kind = dice.randrange(5 if depth > 4 else 7)
    if kind == 0:
        return None
    if kind == 1:
        return dice.choice([True, False])
    if kind in (2, 3):
        return dice.choice([0, 1, -1, 10**12, 2**63 - 1, -(2**63), dice.randrange(1000)])
    if kind == 4:
        return random_text(dice)
    if kind == 5:
        return [random_value(dice, depth + 1) for _ in range(dice.randrange(5))]
    return {random_text(dice): random_value(dice, depth + 1) for _ in range(dice.randrange(6))}


def write_canonical(path):
    dice = random.Random(20261123)
    lines = []
    for i in range(500):
        value = random_value(dice)
        text = json.dumps(value, ensure_ascii=i % 2 == 0)
        lines.append(text + "\t" + encode_canonical(value).encode().hex() + "\n")
    path.write_text("".join(lines), encoding="utf-8")


def write_repository(folder):
    expires = "2026-12-23T03:00:00Z"
    common = {"spec_version": "1.0.31", "version": 1, "expires": expires}
    kinds = {"root": ["ed25519", "ecdsa", "rsa"], "timestamp": ["ed25519"], "snapshot": ["ecdsa"], "targets": ["rsa"]}
    keys = {role: [make_key(kind) for kind in each] for role, each in kinds.items()}
    parts = {
        "root": {
            **common,
            "_type": "root",
            "consistent_snapshot": True,
            "keys": {key.id: key.public for each in keys.values() for key in each},
            "roles": {role: {"keyids": [key.id for key in each], "threshold": len(each)} for role, each in keys.items()},
            "x-시장": {"note": "unknown fields are signed too: \" \\ \n é 😀"},
        },
        "targets": {
            **common,
            "_type": "targets",
            "targets": {"media/가을.mp4": {"length": 6, "hashes": {"sha256": "00" * 32}, "custom": {"width": 1920}}},
        },
        "snapshot": {**common, "_type": "snapshot", "meta": {"targets.json": {"version": 1}}},
        "timestamp": {**common, "_type": "timestamp", "meta": {"snapshot.json": {"version": 1}}},
    }
    folder.mkdir(parents=True)
    for role, part in parts.items():
        message = encode_canonical(part).encode()
        signatures = [{"keyid": key.id, "sig": key.sign(message)} for key in keys[role]]
        name = "timestamp.json" if role == "timestamp" else f"1.{role}.json"
        text = json.dumps({"signed": part, "signatures": signatures}, indent=1)
        (folder / name).write_text(text, encoding="utf-8")


def main():
    folder = pathlib.Path(sys.argv[1])
    write_repository(folder / "metadata")
    write_canonical(folder / "canonical.txt")


if __name__ == "__main__":
    main()
