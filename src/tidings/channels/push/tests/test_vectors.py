"""The RFCs' own examples (G-09), and what programs by others make of our messages."""

import json
import subprocess
from base64 import b64decode, b64encode
from datetime import UTC, datetime, timedelta

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from tests.programs import node, node_environment
from tidings.channels.push.keys import Identity
from tidings.channels.push.payload import payload, sealed
from tidings.channels.push.sending import PushSender
from tidings.channels.push.subscription import decoded, encoded, read
from tidings.channels.push.tests.examples import BROWSER, MESSAGE, message, settings

AT = datetime(2018, 8, 16, 11, 20, tzinfo=UTC)
IDENTITY = Identity.read(settings())


def test_the_library_seals_rfc_8291s_example() -> None:
    sender = ec.derive_private_key(
        int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), ec.SECP256R1()
    )
    body = http_ece.encrypt(
        b"When I grow up, I want to be a watermelon",
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        private_key=sender,
        dh=decoded("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
        auth_secret=decoded("BTBZMqHH6r4Tts7J_aSIgg"),
        rs=4096,
    )
    assert encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_the_library_opens_rfc_8188s_example() -> None:
    body = decoded("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg")
    assert http_ece.decrypt(body, key=decoded("yqdlZ-tYemfogSmv7Ws5PQ")) == b"I am the walrus"


def test_the_library_believes_rfc_8292s_token() -> None:
    token = (
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6"
        "Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA"
    )
    key = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs"
    assert Vapid02.verify(f"vapid t={token},k={key}")


def test_our_token_is_believed_names_the_service_and_does_not_last() -> None:
    header = IDENTITY.authorization("https://push.example", at=AT)
    assert Vapid02.verify(header)
    claims = json.loads(decoded(header.partition("t=")[2].split(".")[1]))
    assert claims["aud"] == "https://push.example"
    assert claims["sub"] == "mailto:push@shop.example"
    assert AT < datetime.fromtimestamp(claims["exp"], UTC) <= AT + timedelta(hours=24)


def test_sealed_twice_is_never_the_same() -> None:
    subscription = read(MESSAGE.to, services=("fcm.googleapis.com",))
    one, other = (sealed(payload(MESSAGE, IDENTITY, shows="notice"), subscription) for _ in range(2))
    assert one != other
    assert BROWSER.opened(one) == BROWSER.opened(other)


def test_a_program_by_others_opens_what_we_seal_and_believes_who_we_are() -> None:
    """`http_ece` and `jws` of npm, on which `web-push` stands."""
    subscription = read(message(what="Olá, 世界").to, services=("fcm.googleapis.com",))
    body = sealed(payload(message(subject="Olá, 世界"), IDENTITY, shows="notice"), subscription)
    script = """
      const ece = require('http_ece'), jws = require('jws'), crypto = require('crypto');
      const given = JSON.parse(require('fs').readFileSync(0));
      const browser = crypto.createECDH('prime256v1');
      browser.setPrivateKey(Buffer.from(given.private, 'hex'));
      const plain = ece.decrypt(Buffer.from(given.body, 'base64'),
        {version: 'aes128gcm', privateKey: browser, authSecret: given.secret});
      const point = Buffer.from(given.public, 'base64url');
      const key = crypto.createPublicKey({format: 'jwk', key: {kty: 'EC', crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url')}});
      const pem = key.export({type: 'spki', format: 'pem'});
      process.stdout.write(JSON.stringify({said: plain.toString(), genuine: jws.verify(given.token, 'ES256', pem)}));
    """
    token = IDENTITY.authorization("https://push.example", at=AT).partition("t=")[2].partition(",")[0]
    given = {
        "private": (7).to_bytes(32).hex(),
        "secret": encoded(BROWSER.secret),
        "body": b64encode(body).decode(),
        "token": token,
        "public": IDENTITY.public,
    }
    ran = subprocess.run(
        [node(), "-e", script],
        input=json.dumps(given).encode(),
        env=node_environment(),
        capture_output=True,
        timeout=30,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    told = json.loads(ran.stdout)
    assert json.loads(told["said"])["body"] == "Olá, 世界"
    assert told["genuine"] is True


def test_web_push_takes_our_keys_and_asks_for_the_same_as_we_do() -> None:
    """What npm's `web-push` would send with our key to our browser: opened alike, under the same headers."""
    script = """
      const push = require('web-push'), given = JSON.parse(require('fs').readFileSync(0));
      const made = push.generateRequestDetails(given.subscription, 'Olá', {TTL: 60, urgency: 'high', topic: 'a',
        contentEncoding: 'aes128gcm', vapidDetails: given.vapid});
      process.stdout.write(JSON.stringify({headers: made.headers, body: made.body.toString('base64')}));
    """
    vapid = {
        "subject": "mailto:push@shop.example",
        "publicKey": IDENTITY.public,
        "privateKey": settings()["TIDINGS_VAPID_KEY"],
    }
    given = json.dumps({"subscription": json.loads(MESSAGE.to), "vapid": vapid}).encode()
    ran = subprocess.run(
        [node(), "-e", script], input=given, env=node_environment(), capture_output=True, timeout=30
    )
    assert ran.returncode == 0, ran.stderr.decode()
    told = json.loads(ran.stdout)
    plain = http_ece.decrypt(
        b64decode(told["body"]), private_key=BROWSER.private, auth_secret=BROWSER.secret, version="aes128gcm"
    )
    assert plain.decode() == "Olá"
    theirs = {name.lower(): value for name, value in told["headers"].items()}
    sender = PushSender(IDENTITY, services=("fcm.googleapis.com",), shows="notice", patience_s=1)
    ours = sender.headers(MESSAGE, read(MESSAGE.to, services=("fcm.googleapis.com",)))
    assert set(ours) <= set(theirs)
    assert theirs["content-encoding"] == ours["content-encoding"]
    assert Vapid02.verify(theirs["authorization"].replace(", k=", ",k="))
    assert (
        theirs["authorization"].replace(" ", "").partition("k=")[2]
        == ours["authorization"].partition("k=")[2]
    )
