"""Mails as others send them to us, and the `Raw` that our port makes of them."""

import hashlib
from email.message import EmailMessage

from tidings.channels.contract import Raw
from tidings.channels.email.tests.examples import MESSAGE


def raw(octets: bytes, *, to: str, by: str = "") -> Raw:
    headers = {"envelope-from": by, "envelope-to": to}
    return Raw(
        kind="mail", key=hashlib.sha256(octets).hexdigest(), body=octets, at=MESSAGE.at, headers=headers
    )


def notification(
    *,
    action: str = "failed",
    status: str = "5.1.1",
    message_id: str = "",
    says: str = "smtp; 550 no such user",
) -> bytes:
    """A delivery status notification by RFC 3464; with our message's head where its id is given."""
    head = f"Message-ID: <{message_id}>\n" if message_id else "X-No: id\n"
    return f"""From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: us
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B/1"

--B/1
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B/1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Thu, 16 Aug 2018 11:00:00 +0000

Original-Recipient: rfc822;ana@example.com
Final-Recipient: rfc822; ana@example.com
Action: {action}
Status: {status}
Diagnostic-Code: {says}

--B/1
Content-Type: text/rfc822-headers

{head}Subject: Your order

--B/1--
""".replace("\n", "\r\n").encode()


def complaint(message_id: str, *, kind: str = "abuse", heads: str = "") -> bytes:
    """An abuse report in the form of RFC 5965 appendix B.2."""
    return f"""From: <abusedesk@example.com>
Date: Thu, 8 Mar 2005 17:40:36 EDT
Subject: FW: Earn money
To: <complaints@in.shop.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report;
     boundary="part1_13d.2e68ed54_boundary"

--part1_13d.2e68ed54_boundary
Content-Type: text/plain; charset="US-ASCII"
Content-Transfer-Encoding: 7bit

This is an email abuse report for an email message received from IP
192.0.2.1 on Thu, 8 Mar 2005 14:00:00 EDT.

--part1_13d.2e68ed54_boundary
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <somespammer@example.net>
Original-Rcpt-To: <user@example.com>
Arrival-Date: Thu, 8 Mar 2005 14:00:00 EDT
Reporting-MTA: dns; mail.example.com
Source-IP: 192.0.2.1
Reported-Domain: example.net

--part1_13d.2e68ed54_boundary
Content-Type: message/rfc822
Content-Disposition: inline

{heads}From: <somespammer@example.net>
Received: from mailserver.example.net (mailserver.example.net [192.0.2.1]) by example.com
To: <Undisclosed Recipients>
Subject: Earn money
MIME-Version: 1.0
Content-type: text/plain
Message-ID: <{message_id}>
Date: Thu, 02 Sep 2004 12:31:03 -0500

Spam Spam Spam
--part1_13d.2e68ed54_boundary--
""".replace("\n", "\r\n").encode()


def reply_to(sender: str, text: str, *, html: str = "", **headers: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Ana Lima <{sender}>", "us@shop.example", "Re: your order"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail.as_bytes()
