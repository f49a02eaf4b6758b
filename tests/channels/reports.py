"""Delivery status notifications as mail servers write them."""

from email.message import EmailMessage, MIMEPart
from email.policy import SMTP

_POSTFIX = """\
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
To: servanda@example.org
Date: {date}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B.1/mx.example.org"
Message-Id: <20260504.B@mx.example.org>

This is a MIME-encapsulated message.

--B.1/mx.example.org
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B.1/mx.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: B1
Arrival-Date: Mon,  4 May 2026 09:00:00 +0000 (UTC)

Final-Recipient: rfc822; {final}
{original}Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.com
Diagnostic-Code: smtp; {diagnostic}

--B.1/mx.example.org
Content-Description: Undelivered Message
Content-Type: {returned}

Return-Path: <servanda@example.org>
Message-ID: {about}
From: Servanda <servanda@example.org>
To: Ann <ann@example.org>
Subject: [Servanda] A notice

--B.1/mx.example.org--
"""


def report(
    about: str,
    final: str = "ann@example.org",
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = "550 5.1.1 <ann@example.org>: Recipient address rejected: User unknown",
    returned: str = "text/rfc822-headers",
    original: str = "",
    date: str = "Mon, 4 May 2026 08:00:00 +0000",
) -> bytes:
    """As Postfix writes one."""
    values = {"about": about, "final": final, "action": action, "status": status, "diagnostic": diagnostic, "returned": returned}
    values["date"] = date
    values["original"] = f"Original-Recipient: rfc822;{original}\n" if original else ""
    return _POSTFIX.format(**values).replace("\n", "\r\n").encode()


def plain_reply(about: str) -> bytes:
    """Somebody is on leave: a reply by a program, and no report."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "ann@example.org", "servanda@example.org", "Out of office"
    made["In-Reply-To"] = about
    made.set_content("Back in June.")
    return made.as_bytes()


def with_whole_message(about: str) -> bytes:
    """A report that returns the whole message, and says nothing in the diagnostic code."""
    original = EmailMessage(policy=SMTP)
    original["Message-ID"], original["To"] = about, "ann@example.org"
    original.set_content("words")
    status = MIMEPart()
    status["Content-Type"] = "message/delivery-status"
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = "postmaster@example.com", "servanda@example.org", "Undeliverable"
    made.set_content("It did not arrive.")
    made.add_attachment(original)
    made.set_type("multipart/report")
    made.set_param("report-type", "delivery-status")
    text = b"Reporting-MTA: dns;x\r\n\r\nFinal-Recipient: RFC822;ANN@EXAMPLE.ORG\r\nAction: Failed\r\nStatus: 5.7.1 (blocked)\r\n\r\n"
    raw = made.as_bytes()
    cut = raw.index(b"\r\n--", raw.index(b"It did not arrive"))
    boundary = made.get_boundary()
    assert boundary
    return raw[:cut] + b"\r\n--" + boundary.encode() + b"\r\nContent-Type: message/delivery-status\r\n\r\n" + text + raw[cut:]
