"""Thirty letters written before the patterns that read them, and never used to mend them.

A letter is ``(figures, text, expected)``: whether figures were found in it, its lines
(``a | b`` is a row of a table), and its outcomes as ``question: outcome section``.
"""

HELD_OUT: tuple[tuple[bool, str, str], ...] = (
    (
        False,
        """Dear Applicant
        I regret to inform you that Midshire Constabulary cannot comply with your request. The
        retrieval of each crime record to see whether social media played a part would take well
        beyond eighteen hours and Section 12 of the Act therefore applies.
        Should you wish to narrow your request we will gladly look at it again.""",
        "refused 12",
    ),
    (
        False,
        """Decision
        I have today decided to withhold the data in its entirety, relying on the exemption at
        Section 40(2) (Personal Information).
        Section 17(1) of the Act obliges us, when refusing, to state the exemption in question.""",
        "refused 40(2)",
    ),
    (
        True,
        """Question 1: Total recorded offences
        Response: 2015/16: 41
        Question 2: Ages of the victims
        Response: Given the low numbers, Section 40(2) is engaged and the ages are not provided.""",
        "partial 40(2); 1: answered; 2: refused 40(2)",
    ),
    (
        False,
        """Eastshire Police can neither confirm nor deny whether it holds any information relevant to
        this request, as the duty in s1(1)(a) does not apply by virtue of Sections 23(5) and 30(3).
        No inference should be drawn as to whether such information exists.""",
        "neither confirm nor deny 23(5); neither confirm nor deny 30(3)",
    ),
    (
        False,
        """RESPONSE
        Following a search with our Crime Management Department I can advise that there is no
        information held by Westshire Police in respect of your request.""",
        "not held",
    ),
    (
        False,
        """Please be advised that a marker for cyber-enabled crime had not yet been brought in for the
        year in question, so our officers could not have used one.""",
        "flag not used",
    ),
    (
        True,
        """Table 1 sets out the results. Caution is needed: use of the online flag depends on the
        recording officer and we know that it is often left off, so the true number will be higher.
        Year | Offences
        2015/16 | 23""",
        "flag not reliable",
    ),
    (
        True,
        """Further to my letter of 2 June, an error has come to light in table 2. Kindly treat that
        letter as withdrawn and use the figures below in its place.
        2015/16 | 44""",
        "retracted",
    ),
    (
        False,
        """Thank you for your e-mail, which has been given the reference 1234/16 and passed to the
        department concerned. You can expect to hear from us no later than 10 May 2016.""",
        "acknowledgement only",
    ),
    (
        False,
        """Having looked at your questions I am not sure what you mean by 'online offence'. Could you
        let me know whether you mean offences with the cyber flag? The twenty working days begin
        once I have your reply.""",
        "asks for clarification",
    ),
    (
        True,
        """Your request as a whole falls foul of the cost threshold at Section 12(1). Nonetheless, in
        the spirit of being helpful, we have supplied what could be extracted automatically.
        2015/16 | 120""",
        "partial 12",
    ),
    (
        False,
        """The data you are after already appears in the Home Office open data tables at gov.uk and is
        consequently exempt by reason of section 21(1), being reasonably accessible to you.""",
        "refused 21",
    ),
    (
        True,
        """1. How many sexual offences against children carried the flag?
        63
        2. In how many of these was a suspect charged?
        Not held in the crime recording system.
        3. How many victims were under 10?
        Refused - s.40(2)""",
        "partial 40(2); 1: answered; 2: not held; 3: refused 40(2)",
    ),
    (
        False,
        """Police Scotland does not hold the information you request. In terms of Section 17 of the
        Freedom of Information (Scotland) Act 2002, this letter is formal notice to that effect.""",
        "not held 17",
    ),
    (
        False,
        """The Police Service of Scotland estimates the cost of answering at more than the £600 limit.
        In terms of section 16(1) of the Freedom of Information (Scotland) Act 2002 I am refusing to
        provide the information; section 12(1) provides that we are not obliged to comply.""",
        "refused 12",
    ),
    (
        False,
        """This force considers your correspondence to be a repeat of request 88/16, answered in full
        last month, and will not be processing it, in line with Section 14(2).""",
        "refused 14",
    ),
    (
        False,
        """Disclosure at this time would be likely to prejudice the prevention and detection of crime.
        Having weighed the public interest, the exemptions at s31(1)(a)(b) and s38(1)(a) are
        maintained and the information will not be released.""",
        "refused 31; refused 38",
    ),
    (
        True,
        """Question | Answer
        Q1 Number of offences with the cyber flag | 17
        Q2 Victim's age in each | This part is exempt under Section 40(2).
        Q3 Method of communication | We do not record this.""",
        "partial 40(2); 1: answered; 2: refused 40(2); 3: not held",
    ),
    # Letters that give figures and nothing else.
    (
        True,
        """Please find below our answer. No offences were recorded with the flag for victims under 10.
        2015/16 | 12
        If you consider that we have wrongly refused any part of your request, you may ask for a
        review. Under section 50 of the Act you may then complain to the Commissioner.""",
        "answered",
    ),
    (
        True,
        """I can confirm that the information you seek is held by us and is disclosed below. This does
        not mean that every offence took place online.
        Offences where the flag was not used: 310
        Offences where the flag was used: 25""",
        "answered",
    ),
    (
        True,
        """You asked: how many of your requests were refused under section 12 or answered 'not held'?
        Our answer: 14 and 3.""",
        "answered",
    ),
    (
        True,
        """Figures are drawn from the Niche system, which replaced our earlier system in 2013. Data
        quality work is ongoing, therefore numbers may be revised.
        2015/16: 9""",
        "answered",
    ),
    (
        True,
        """Nil return: there are no records of such offences in the period.
        Total: 0
        Information supplied is under licence. Section 19 of the Act governs our publication scheme.""",
        "answered",
    ),
    # Nothing is done with the request.
    (
        False,
        """Section 1 of the Act gives a general right of access. Where an exemption applies, section
        17 requires a notice saying so. Authorities may refuse requests that exceed the limit in
        section 12, or which are vexatious under section 14.""",
        "",
    ),
    (
        False,
        """If you do not agree with a refusal to disclose information you may appeal within 40 days.
        If no information is held we will say so.""",
        "",
    ),
    (
        False,
        """The enclosed leaflet explains how a force decides that it can neither confirm nor deny that
        it holds information, and what section 31(3) is for.""",
        "",
    ),
    (
        False,
        """From: requester@example.org
        Please confirm or deny whether you hold this information. If it would exceed the cost limit,
        please advise me how to refine it. If you withhold anything please cite the section.""",
        "",
    ),
    (
        True,
        """Thank you for clarifying your request on 4 May. For the avoidance of doubt, offences are
        counted by the date recorded.
        2015/16 | 71
        Should anything need clarification do not hesitate to contact me.""",
        "answered",
    ),
    (
        True,
        """All flagged offences are checked by the registrar each month, and the flag is applied
        consistently across the force.
        2015/16 | 35""",
        "answered",
    ),
    (
        True,
        """Part 1 - 56 offences.
        Part 2 - Unfortunately no data is held for this part.
        Westshire Police will neither confirm nor deny that any other information is held, pursuant
        to section 23(5).""",
        "neither confirm nor deny 23(5); 1: answered; 2: not held",
    ),
)
