"""Letters kept back, in three lots; each was read once before its failures were looked at.

``HELD_OUT`` was written before any pattern, in the manner of disclosure units: 27 of its 30
letters were right. ``HELD_OUT_LATER`` (13 of 28) and ``HELD_OUT_LAST`` (15 of 30) were written
to be hard, in wordings meant to be new; what failed was passed over far more often than
misread. All of it has been used since to mend what failed.

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

HELD_OUT_LATER: tuple[tuple[bool, str, str], ...] = (
    (
        False,
        """Section 1 of the Freedom of Information Act 2000 places two duties on public authorities.
        Unless exemptions apply, the first duty at Sec 1(1)(a) is to confirm whether the information
        specified in a request is held. The second duty at Sec 1(1)(b) is to disclose information that
        has been confirmed as being held. Where exemptions are relied upon Section 17 of FOIA requires
        that we provide the applicant with a notice which: a) states that fact b) specifies the
        exemption(s) in question and c) states (if that would not otherwise be apparent) why the
        exemption applies.""",
        "",
    ),
    (
        False,
        """This letter is to inform you that it will not be possible to respond to your request within
        the cost threshold.
        Section 12(1) of FOIA allows that public authorities do not have to comply with section 1(1)
        of the Act if the cost of complying would exceed the appropriate limit. In accordance with the
        Act, this letter represents a Refusal Notice for this particular request under Section 17(5).""",
        "refused 12",
    ),
    (
        False,
        """When one part of a request is in excess of the fees limit, Section 12 renders the whole of the
        request exempt. Your third question cannot be answered without a manual trawl of 2,300 logs.""",
        "refused 12",
    ),
    (
        False,
        """Unfortunately your request cannot be answered within the 18 hour limit. Each occurrence
        would need to be looked at individually and there are some 4,000. Under Section 16 we suggest
        that a single month may be possible, though exemptions could still apply.""",
        "refused 12",
    ),
    (
        True,
        """Northshire Police holds the information.
        Year | Flagged
        2015/16 | 58
        Victim ages have been withheld as disclosure would breach the first data protection principle.
        Section 40(2) of the Act refers.""",
        "partial 40(2)",
    ),
    (
        True,
        """1. 2015/16 = 19
        2. This would mean examining each record; the cost exemption (S12) is therefore applied.""",
        "partial 12; 1: answered; 2: refused 12",
    ),
    (
        False,
        """In addition, the force can neither confirm nor deny that it holds further information covered
        by your request, as the duty to do so does not apply by virtue of s.23(5), s.24(2) and s.31(3).
        This should not be taken as conclusive evidence that the information exists or does not exist.""",
        "neither confirm nor deny 23(5); neither confirm nor deny 24(2); neither confirm nor deny 31(3)",
    ),
    (
        False,
        """Confirming or denying that any such information is held would of itself disclose personal
        data. Accordingly the exemption in section 40(5) is engaged and we give no confirmation either
        way.""",
        "neither confirm nor deny 40(5)",
    ),
    (False, "Westshire Constabulary has no recorded information that would answer your questions.", "not held"),
    (False, "Result of searches: no trace of the information requested.", "not held"),
    (False, "Our records do not go back to 2015 and the data was deleted, so it is not held.", "not held"),
    (
        False,
        """Details of how the suspect contacted the victim are free text only. They are not held in a
        retrievable format, and reading each log would exceed the time limit. Section 12 refused.""",
        "refused 12",
    ),
    (False, "At that date we had yet to start using the cyber flag.", "flag not used"),
    (False, "Our crime system at the time had no facility to flag online offences.", "flag not used"),
    (
        True,
        """Officers do not always add the flag and compliance is poor.
        2015/16 | 14""",
        "flag not reliable",
    ),
    (
        True,
        """The accuracy of the online flag has not been audited and it should not be taken as a full
        count of online crime.
        2015/16 | 14""",
        "flag not reliable",
    ),
    (
        True,
        """Please find an amended response. Our reply of 1 June contained an error in row 4.
        2015/16 | 14""",
        "retracted",
    ),
    (
        False,
        """On the advice of the Central Referral Unit we are withdrawing the disclosure made to you on 4
        March and would ask that it is not published.""",
        "retracted",
    ),
    (
        False,
        """Your email has reached the Information Access Team. A unique reference is shown above.
        We will be in contact in due course.""",
        "acknowledgement only",
    ),
    (False, "We're still collating the material. I hope to let you have a full reply by Friday.", "acknowledgement only"),
    (
        False,
        """To help us deal with your enquiry, please state the time period required and whether you
        want victims or offences. If no reply comes within 30 days we will close it.""",
        "asks for clarification",
    ),
    (False, "Your question 2 is unclear to us. What do you mean by 'sexting'? Please get back to us.", "2: asks for clarification"),
    (
        True,
        """The cost of a manual review would exceed 18 hours. The figures that follow rest on an
        electronic search alone and are disclosed in full.
        2015/16 | 20""",
        "partial 12",
    ),
    (
        True,
        """Q1. How many were recorded, and were any not held?
        A1. 20
        Q2. How many suspects were refused bail?
        A2. 3""",
        "answered",
    ),
    (
        True,
        """Data protection: personal data held by the force is processed under the Data Protection Act
        2018, section 35. We do not hold your details longer than needed.
        2015/16 | 20""",
        "answered",
    ),
    (
        True,
        """Disposal | Number
        Evidential difficulties: victim withdrew support | 12
        Charge refused by CPS | 2
        Flag not recorded | 4
        Total | 18""",
        "answered",
    ),
    (
        True,
        """No crimes with the flag were found for victims aged under 5, and none is recorded for 2014.
        2015/16: 20""",
        "answered",
    ),
    (
        True,
        """This reply is provided under the Act and does not affect your rights. Should we receive a
        further request within 60 working days the costs may be added together under section 12(4).
        2015/16: 20""",
        "answered",
    ),
)  # fmt: skip

HELD_OUT_LAST: tuple[tuple[bool, str, str], ...] = (
    (
        False,
        """I have considered whether the material may be released to you and have concluded that it may
        not. It concerns identifiable children and Section 40(2) prevents its release.""",
        "refused 40(2)",
    ),
    (
        False,
        """Our analyst has looked into this. Pulling the records would need about 60 hours of work, and
        the law asks no more of us than 18. On that basis s.12 is used to turn the request down.""",
        "refused 12",
    ),
    (
        False,
        """Cost: Section 12(1)
        Officers' time to read 3,100 logs is put at 155 hours, so this request goes over the limit and
        we are not going to be able to help.""",
        "refused 12",
    ),
    (
        False,
        """You can find this for yourself on the police.uk website. Because of that the force is not
        required to give it to you again: section 21.""",
        "refused 21",
    ),
    (
        False,
        """The report with these numbers comes out in September. Until then they are exempt (S22,
        information intended for future publication).""",
        "refused 22",
    ),
    (False, "Exemption: Section 31(1)(a). Harm: offenders would learn which platforms are watched. Result: not disclosed.", "refused 31"),
    (False, "Northshire neither confirms nor denies holding this, section 30(3) refers.", "neither confirm nor deny 30(3)"),
    (False, "To say whether we hold this would itself harm national security, so we make no comment either way: s24(2).", "neither confirm nor deny 24(2)"),
    (False, "I have checked with the Performance Unit, who tell me that they have nothing on this.", "not held"),
    (False, "It has not been possible to find any information falling within your request.", "not held"),
    (False, "Recording how contact was made is not a Home Office requirement, and we don't record it.", "not held"),
    (False, "The records were destroyed in line with our retention schedule and are no longer held.", "not held"),
    (False, "I'm told that nobody in the force applied the flag at all in 2015/16.", "flag not used"),
    (False, "Use of the cyber flag started here on 1 April 2016, i.e. after the year you are interested in.", "flag not used"),
    (False, "Cyber flagging is not something that this police service does.", "flag not used"),
    (
        True,
        """Readers should bear in mind that flagging is left to the discretion of whoever records the crime.
        2015/16 | 77""",
        "flag not reliable",
    ),
    (
        True,
        """An audit showed that around half of online crimes lacked the marker, and the total is an undercount.
        2015/16 | 77""",
        "flag not reliable",
    ),
    (
        True,
        """We got it wrong the first time: the numbers sent on 4 May were for all crime. Use these instead.
        2015/16 | 77""",
        "retracted",
    ),
    (
        True,
        """FOI 123/16 - revised response (replaces version of 4 May)
        2015/16 | 77""",
        "retracted",
    ),
    (False, "Your FOI application landed with us this morning and an officer will deal with it before 12 May.", "acknowledgement only"),
    (False, "Sorry, we will miss the deadline on this one. We are waiting for an internal department.", "acknowledgement only"),
    (False, "Which of these do you want: crimes recorded in the year or crimes that took place in it?", "asks for clarification"),
    (False, "Your request as it stands is too wide for us to answer. Kindly narrow it to certain offences and tell us which.", "asks for clarification"),
    (
        True,
        """We could do Q1 but not Q2, where Section 12 bites.
        Q1: 30
        Q2: Exempt, S12.""",
        "partial 12; 1: answered; 2: refused 12",
    ),
    (
        True,
        """Though section 12 lets us stop here, we ran the simple query for you and got this:
        2015/16 | 77""",
        "partial 12",
    ),
    (
        True,
        """Details of individual cases have been taken out (Section 40).
        2015/16 | 77""",
        "partial 40",
    ),
    (
        True,
        """The data was refreshed on 4 May and earlier releases may show other totals.
        2015/16 | 77
        Disclaimer: the force is not liable for how others use it. Nothing here was withheld.""",
        "answered",
    ),
    (
        True,
        """Method note: offences recorded with a 'CY' keyword were counted; those without one were not.
        Unknown ages are shown as not recorded.
        2015/16 | 77""",
        "answered",
    ),
    (False, "The ICO has guidance on sections 12 and 14, and on when to neither confirm nor deny.", ""),
    (
        True,
        """Data held by this force: offences. Data not covered: referrals, which are held by others.
        2015/16 | 77
        You can ask us to look again at how we handled this, including any exemption we relied on.""",
        "answered",
    ),
)  # fmt: skip
