"""Replies as pages of a force's disclosure log."""

from pathlib import Path

from tests.foi.replies.truth import (
    SEXES,
    TOTAL,
    UNDER_18,
    Cell,
    Facts,
    Lines,
    Reply,
    Truth,
    ages,
    body,
    fy,
    offences,
    periods,
    table,
    under,
    unnamed,
)

ONLINE = Cell(online="online", unit="offences")
CHROME = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>td {{ padding: 4px 12px }}</style><script>var n = 4711; var offences = "2015/16 - 99";</script></head>
<body><nav><ul><li><a href="/a">Home</a></li><li><a href="/n">News (12)</a></li></ul></nav>
<p>Keywords: cyber, 2015/16, 101, 999, stats 4471</p><main>{main}</main>
<footer><p>© 2026 Police. Call 101, or 999 in an emergency. Registered 07012345.</p></footer></body></html>"""


def write(path: Path, title: str, main: str) -> None:
    """A page with the site's furniture round it."""
    path.write_text(CHROME.format(title=title, main=main), encoding="utf-8")


def log_page(path: Path) -> Truth:
    write(
        path,
        "Cyber flagged sexual offences - 2015/16 | Kent Police",
        """<h1>Cyber flagged sexual offences 2015/16</h1><p>Reference: FOI 16/04/512. Date: 19/05/2016</p>
<h2>Request</h2><blockquote><p>Please give the number of sexual offences against children to which a
cyber flag was attached in 2015/16, by (a) offence and (b) age: 0-4, 5-9, 10-15, 16-17.</p></blockquote>
<h2>Response</h2><p>(a)</p>
<table border="1"><thead><tr><th>Offence</th><th>Offences</th><th>%</th></tr></thead><tbody>
<tr><td>Rape</td><td>7</td><td>11.1</td></tr><tr><td>Sexual assault</td><td>15</td><td>23.8</td></tr>
<tr><td>Sexual activity</td><td>30</td><td>47.6</td></tr><tr><td>Grooming</td><td>11</td><td>17.5</td></tr>
<tr><td><b>Total</b></td><td><b>63</b></td><td>100.0</td></tr></tbody></table><p>(b)</p>
<table><tr><td>&nbsp;</td><td>0-4</td><td>5-9</td><td>10-15</td><td>16-17</td></tr>
<tr><td>Number of offences</td><td>&lt;5</td><td>8</td><td>41</td><td>11</td></tr></table>""",
    )
    base = ONLINE.but(period=fy(2015))
    rows: list[Facts] = [
        *offences("rape", "sexual assault", "sexual activity and inciting", "grooming"),
        TOTAL,
    ]
    cells = body(base, [[7], [15], [30], [11], [63]], rows, [{}], table(1, 2, 2))
    bands = ages((0, 4), (5, 9), (10, 15), (16, 17))
    cells += body(base, [["<5", 8, 41, 11]], [{}], bands, table(2, 2, 2), {"<5": under(5)})
    return Truth(cells=cells)


def html_sentences(path: Path) -> Truth:
    write(
        path,
        "Disclosure 2016-233",
        """<h1>Online child sexual offences</h1><p>Our reference 2016-233. Responded within 18 working days.</p>
<ol><li>Does your force use an online flag? <strong>Yes, since April 2015.</strong></li>
<li>How many sexual offences against children carried it in 2015/16? <strong>28</strong></li>
<li>How many of them had a female victim? <strong>21</strong></li>
<li>Please break the offences down by type:<ul><li>Rape: 2</li><li>Sexual assault: 6</li>
<li>Meeting a child following grooming: nil</li><li>Indecent images of children: 20</li></ul></li></ol>""",
    )
    base = ONLINE.but(period=fy(2015))
    nil = base.but(printed="nil", low=0, high=0, offence="grooming")
    cells = [
        base.number(28, either={"is_total": (True,)}),
        base.number(21, sex="female", either={"unit": ("offences", "victims", None)}),
        base.number(2, offence="rape"),
        base.number(6, offence="sexual assault"),
        nil,
        base.number(20, offence="images"),
    ]
    return Truth(cells=cells)


def rowspans(path: Path) -> Truth:
    values: Lines = [[1, 4, 5], [0, 2, 2], [9, 13, 22], [3, 1, 4], [0, 5, 5], [1, 0, 1]]
    labels = [
        ("Rape (19D/19E/19G/19H)", "Female", 2),
        ("", "Male", 0),
        ("Sexual grooming (88A)", "Female", 3),
        ("", "Male", 0),
        ("", "Unknown", 0),
    ]
    lines = ""
    for (offence, sex, span), line in zip(labels, values, strict=False):
        head = f'<th rowspan="{span}">{offence}</th>' if span else ""
        lines += f"<tr>{head}<th>{sex}</th>" + "".join(f"<td>{v}</td>" for v in line) + "</tr>"
    write(
        path,
        "Sussex Police FOI 559/16",
        f"""<h1>FOI 559/16</h1><table><caption>Offences with a cyber flag, child victims</caption>
<tr><th rowspan="2">Offence</th><th rowspan="2">Sex</th><th colspan="3">Financial year</th></tr>
<tr><th>2014/2015</th><th>2015/2016</th><th>Total</th></tr>{lines}</table>""",
    )
    rows: list[Facts] = [
        {"offence": o, "sex": s}
        for o, s in (
            ("rape", "female"),
            ("rape", "male"),
            ("88A", "female"),
            ("88A", "male"),
            ("88A", "unknown"),
        )
    ]
    cols: list[Facts] = [
        *periods(fy(2014), fy(2015)),
        TOTAL | {"period": ("2014-04-01", "2016-03-31"), "either": {"period": (None,)}},
    ]
    cells = body(ONLINE, values[:5], rows, cols, table(1, 3, 3))
    return Truth(cells=unnamed(cells))


def refused_page(path: Path) -> Truth:
    write(
        path,
        "FOI - cyber flags - refused | Essex Police",
        """<table><tr><td><img alt="crest"></td><td><p>Essex Police, PO Box 2, CM2 6DA. Tel 01245 491491</p></td></tr>
<tr><td colspan="2"><h1>Publication 12177</h1><p>Under section 12(1) we estimate that compliance would exceed
the appropriate limit: 7,069 records would have to be read at 3 minutes each, 353 hours against the limit of 18
hours (£450). You may narrow the request. National figures are at section 21: see the Home Office open data
tables, published on 21 July 2016.</p></td></tr></table>""",
    )
    return Truth(outcomes=[("refused", "12")], allowed=("refused", "asks for clarification"))


def transposed_html(path: Path) -> Truth:
    values: Lines = [[3, 6, 1, 10], [21, 8, 0, 29], [33, 17, 2, 52], [57, 31, 3, 91]]
    head = "".join(
        f"<th>{h}</th>" for h in ("Age of victim", "Female", "Male", "Unspecified", "Total")
    )
    lines = "".join(
        f"<tr><td>{label}</td>" + "".join(f"<td align=right>{v}</td>" for v in line) + "</tr>"
        for label, line in zip(("10 and under", "11 - 13", "14 - 17", "All"), values, strict=True)
    )
    write(
        path,
        "Recorded crimes",
        f"""<h2>Merseyside Police</h2><p>The table below shows recorded crimes of a sexual nature with the Cyber flag
where the victim was under 18, for the period 1st October 2015 to 31st March 2016.</p><table><tr>{head}</tr>{lines}</table>
<p>Crimes can have 2 or more victims; only the first is counted.</p>""",
    )
    rows: list[Facts] = [*ages((0, 10), (11, 13), (14, 17)), TOTAL]
    base = Cell(online="online", unit="crimes", period=("2015-10-01", "2016-03-31"))
    cells = body(base, values, rows, [*SEXES, TOTAL], table(1, 2, 2))
    whole = {"age": UNDER_18}
    return Truth(cells=[c.but(either=whole) if c.age == (None, None) else c for c in cells])


def definition_list(path: Path) -> Truth:
    write(
        path,
        "Response",
        """<h1>West Yorkshire Police – 1184/17</h1><p>Offences involving a victim aged under 16 with online flag = Y</p>
<dl><dt>Financial year 2014/15</dt><dd>37 offences</dd><dt>Financial year 2015/16</dt><dd>154 offences</dd>
<dt>Financial year 2016/17 to date (April to December 2016)</dt><dd>121 offences</dd></dl>
<p>The increase of 117 is due to improved recording.</p>""",
    )
    base = ONLINE.but(age=(0, 15), either={"age": ((None, None),)})
    return Truth(
        cells=unnamed(
            [
                base.number(37, period=fy(2014)),
                base.number(154, period=fy(2015)),
                base.number(121, period=("2016-04-01", "2016-12-31")),
            ]
        )
    )


REPLIES = (
    Reply(name="log-page.html", make=log_page),
    Reply(name="questions.html", make=html_sentences),
    Reply(name="rowspans.html", make=rowspans),
    Reply(name="refused.html", make=refused_page),
    Reply(name="sexes-across.htm", make=transposed_html),
    Reply(name="definitions.html", make=definition_list),
)
