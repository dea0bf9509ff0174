"""Replies as mails: figures in the body, in html, in attachments, above quoted mail."""

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from tests.foi.replies.truth import (
    SEXES,
    TOTAL,
    Cell,
    Facts,
    Lines,
    Reply,
    Truth,
    ages,
    body,
    fy,
    nowhere,
    periods,
    under,
    unnamed,
)

ONLINE = Cell(online="online", unit="offences")


def mail(force: str, subject: str, words: str) -> EmailMessage:
    """A mail from a disclosure unit, headers as theirs are."""
    made = EmailMessage()
    made["From"] = f"FOI Unit <foi@{force}.police.uk>"
    made["To"] = "research@example.org"
    made["Subject"] = subject
    made["Date"] = "Mon, 09 May 2016 10:12:00 +0100"
    made["Message-ID"] = f"<20160509.4711@{force}.police.uk>"
    made.set_content(words)
    return made


def save(made: EmailMessage, path: Path) -> None:
    """Write with a fixed boundary, so that the file is the same each time."""
    for n, part in enumerate(p for p in made.walk() if p.is_multipart()):
        part.set_boundary(f"=_part_{n}_4711")
    path.write_bytes(made.as_bytes())


def plain_list(path: Path) -> Truth:
    words = """Good morning,

FOI 2016/310 - Warwickshire Police

Please find our answers below.

1. Sexual offences against children with a cyber flag, 1 April 2015 to 31 March 2016: 39
2. Of which the victim was
   a) female: 33
   b) male: 6
3. Of which rape: less than 5

Regards
Disclosure Officer 4471
Tel 01926 415000 | www.warwickshire.police.uk | Leek Wootton CV35 7QB
"""
    save(mail("warwickshire", "FOI 2016/310 response", words), path)
    base = ONLINE.but(period=fy(2015))
    sexes = {"unit": ("offences", "victims", None)}
    cells = [
        base.number(39, either={"is_total": (True,)}),
        base.number(33, sex="female", either=sexes),
        base.number(6, sex="male", either=sexes),
        base.but(printed="less than 5", offence="rape", **under(5)),
    ]
    return Truth(cells=cells)


def html_body(path: Path) -> Truth:
    made = mail("cheshire", "RE: FOI 8801", "This message is in HTML.")
    values: Lines = [[0, 2], [15, 28], [15, 30]]
    lines = "".join(
        f"<tr><td><p class=MsoNormal>{a}</p></td>"
        + "".join(f"<td><p>{v}<o:p></o:p></p></td>" for v in b)
        + "</tr>"
        for a, b in zip(("Aged 0-12", "Aged 13-17", "Total"), values, strict=True)
    )
    made.add_alternative(
        f"""<html><body><p>Dear applicant,</p><p>Crimes with the Cyber flag against children, by age of victim:</p>
<table class=MsoNormalTable border=1><tr><td><p>&nbsp;</p></td><td><p><b>FY 2014-15</b></p></td><td><p><b>FY 2015-16</b></p></td></tr>{lines}</table>
<p>Cheshire Constabulary, Clemonds Hey, Winsford CW7 2UA</p></body></html>""",
        subtype="html",
    )
    save(made, path)
    rows: list[Facts] = [*ages((0, 12), (13, 17)), TOTAL | {"either": {"age": ((0, 17),)}}]
    base = Cell(online="online", unit="crimes")
    return Truth(cells=unnamed(body(base, values, rows, periods(fy(2014), fy(2015)), nowhere)))


def with_workbook(path: Path) -> Truth:
    made = mail(
        "humberside",
        "F-2016-00611",
        "Dear Sir or Madam,\n\nIn 2015/16, 57 sexual offences with a child victim had the cyber flag. A breakdown by age is attached (1 file, 6 KB).\n\nHumberside Police, Priory Road, Hull HU5 5SF\n",
    )
    book = Workbook()
    page = book.active
    assert page is not None
    values = [3, 22, 25, 7, 57]
    for line in [
        ["Victim age", "Cyber flagged offences 2015/16"],
        *zip(("Under 10", "10-13", "14-15", "16-17", "Total"), values, strict=True),
    ]:
        page.append(list(line))
    held = BytesIO()
    book.save(held)
    made.add_attachment(
        held.getvalue(),
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        filename="F-2016-00611.xlsx",
    )
    save(made, path)
    base = ONLINE.but(period=fy(2015))
    rows: list[Facts] = [*ages((0, 9), (10, 13), (14, 15), (16, 17)), TOTAL]
    cells = [
        base.number(57, either={"is_total": (True,)}),
        *body(base, [[v] for v in values], rows, [{}], nowhere),
    ]
    return Truth(cells=unnamed(cells))


def acknowledgement(path: Path) -> Truth:
    words = """Thank you for your request for information, received on 11 April 2016.

Your request has been logged under reference FOI 4412/16 and will be answered within 20 working
days, that is by 10 May 2016. The request reads: "how many sexual offences against children
were cyber flagged in 2015/16 (a) aged 0-4 (b) 5-9 (c) 10-15"?

West Yorkshire Police Information Management, tel 01924 296006
"""
    save(mail("westyorkshire", "FOI 4412/16 acknowledgement", words), path)
    return Truth(outcomes=[("acknowledgement only", None)], allowed=())


def clarification(path: Path) -> Truth:
    words = """FOI 2016-0712

Before we can proceed we need you to clarify your request. Please can you confirm whether you
require offences recorded, or offences committed, between 1 April 2015 and 31 March 2016, and
whether victims aged 16 and 17 are to be included? If we do not hear within 20 working days
(section 1(3)) the request will be closed.
"""
    save(mail("norfolk", "FOI 2016-0712 clarification required", words), path)
    return Truth(outcomes=[("asks for clarification", None)], allowed=())


def quoted_mail(path: Path) -> Truth:
    words = """Hello,

Further to my mail below I attach nothing more, but can now confirm the figure for 2015/16:
112 offences with the cyber flag where the victim was under 18.

Kind regards
Hampshire Constabulary

-----Original Message-----
From: research@example.org
Sent: 27 April 2016 09:41
To: foi@hampshire.police.uk
Subject: RE: HC/1187/16

> On 21 April 2016 you wrote:
> > In 2014/15 there were 77 offences with the cyber flag where the victim was under 18.
> > For 2015/16 our first count is 109, subject to checks.
> Thank you. Could you check the 109 please?
"""
    save(mail("hampshire", "RE: RE: HC/1187/16", words), path)
    whole = {"age": ((None, None),)}
    base = ONLINE.but(age=(0, 17), either=whole)
    older = base.but(optional=True)
    return Truth(
        cells=unnamed(
            [
                base.number(112, period=fy(2015)),
                older.number(77, period=fy(2014)),
            ]
        )
    )


def retraction(path: Path) -> Truth:
    words = """URGENT - recall of FOI 553/16 response

The response sent to you on 3 May 2016 (which gave 240 offences for 2015/16) contained an error
and is hereby withdrawn. Please delete it and do not publish the figures. On the advice of the
National Police Freedom of Information and Data Protection Unit a new response will follow.
"""
    save(mail("gloucestershire", "RETRACTION: FOI 553/16", words), path)
    withdrawn = ONLINE.but(
        period=fy(2015),
        status="retracted",
        optional=True,
        either={
            "online": ("all",),
            "low": (None,),
            "high": (None,),
        },
    )
    return Truth(
        cells=unnamed([withdrawn.but(printed="240", low=240, high=240)]),
        outcomes=[("retracted", None)],
        allowed=(),
    )


def with_csv(path: Path) -> Truth:
    made = mail(
        "sussex",
        "Response 601/16",
        "Please see attached.\n\nThis e-mail carries a disclaimer of 212 words. Call 101.\n",
    )
    values: Lines = [[0, 1], [14, 30], [2, 11]]
    lines = [
        "Sex of victim,Cyber flagged offences 2014/15,Cyber flagged offences 2015/16",
        *[f"{a},{b[0]},{b[1]}" for a, b in zip(("Unknown", "Female", "Male"), values, strict=True)],
    ]
    made.add_attachment("\n".join(lines), subtype="csv", filename="601-16.csv")
    save(made, path)
    rows: list[Facts] = [SEXES[2], SEXES[0], SEXES[1]]
    return Truth(cells=unnamed(body(ONLINE, values, rows, periods(fy(2014), fy(2015)), nowhere)))


REPLIES = (
    Reply(name="plain-list.eml", make=plain_list),
    Reply(name="html-body.eml", make=html_body),
    Reply(name="with-workbook.eml", make=with_workbook),
    Reply(name="acknowledgement.eml", make=acknowledgement),
    Reply(name="clarification.eml", make=clarification),
    Reply(name="quoted-mail.eml", make=quoted_mail),
    Reply(name="retraction.eml", make=retraction),
    Reply(name="with-csv.eml", make=with_csv),
)
