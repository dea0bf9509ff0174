"""Letters and sentences in many makers' wording, with what they do with the request.

A letter is ``(figures, text, expected)``: whether figures were found in it, its lines
(``a | b`` is a row of a table), and its outcomes as ``question: outcome section``.
"""

Letter = tuple[bool, str, str]

DECISIONS: tuple[Letter, ...] = (
    # Refused on cost.
    (False, "Your request is refused under section 12(1) of the Freedom of Information Act 2000.", "refused 12"),
    (False, "Your request has therefore been refused in accordance with Section 12 (1) of the Act.", "refused 12"),
    (
        False,
        """Unfortunately the force is unable to provide the information you have asked for.
        7,069 crime records would have to be opened and read, which at 3 minutes each is 353 hours.
        This is in excess of the appropriate limit as set out in the Fees Regulations 2004.""",
        "refused 12",
    ),
    (False, "We estimate that compliance would exceed the 18 hours and are exempting the request under s.12.", "refused 12"),
    (False, "Northshire Police is not obliged to comply with your request, Section 12 being engaged on cost.", "refused 12"),
    (False, "S12 applies: to answer would take more than eighteen hours.", "refused 12"),
    (False, "This letter therefore constitutes a refusal notice under section 17(5); the cost of compliance exceeds the appropriate limit.", "refused 12"),
    (False, "To locate and extract the data would exceed the cost limit of £450 and we decline to answer the request.", "refused 12"),
    (False, "I am afraid we cannot provide the data: it would take over 18 hours to review every record by hand.", "refused 12"),
    (False, "In accordance with the Act I am refusing your request in full, as the time required goes beyond the fees limit (section 12).", "refused 12"),
    # Other exemptions.
    (False, "The information is exempt from disclosure by virtue of section 40(2) of the Act.", "refused 40(2)"),
    (False, "Essex-shire Police has withheld the details under Section 40 (2)(a)(b), third party personal data.", "refused 40(2)"),
    (False, "The requested data is exempt under s40(2) and s40(3A)(a).", "refused 40(2)"),
    (False, "The figures engage Section 40(3A) and are withheld.", "refused 40(3A)"),
    (False, "The following exemption applies to this request: Section 31(1)(a) Law Enforcement.", "refused 31"),
    (False, "Sections 30(1)(a) and 31(1)(b) apply, and the public interest lies in maintaining the exemption.", "refused 30; refused 31"),
    (False, "We rely on the exemptions at s.24(1) and s.31(1) and will not release the information.", "refused 24; refused 31"),
    (False, "Your request is considered vexatious and I am refusing it under section 14(1).", "refused 14"),
    (False, "This request is vexatious within the meaning of the Act and will not be processed.", "refused 14"),
    (False, "We hold the information but it is intended for future publication and exempt under Section 22.", "refused 22"),
    (False, "The data is published quarterly at gov.uk. Section 21 therefore applies as it is reasonably accessible by other means.", "refused 21"),
    (False, "This information is already in the public domain and exempt pursuant to section 21(1) of the Act.", "refused 21"),
    (False, "The information requested is accessible to you by other means on our publication scheme.", "refused 21"),
    (False, "Disclosure would endanger the safety of an individual, and the information is withheld under S38.", "refused 38"),
    (False, "Information supplied by one of the bodies named in section 23(1) is absolutely exempt and is withheld under that section.", "refused 23"),
    (False, "I have decided to refuse disclosure of the information, citing section 44.", "refused 44"),
    (False, "Following an internal review I uphold the decision: the request remains refused under section 12.", "refused 12"),
    (False, "Having applied the public interest test we are withholding the figures. Section 31 Law Enforcement.", "refused 31"),
    (False, "Please be advised that your request has been refused.", "refused"),
    # Scotland.
    (False, "In terms of section 12(1) of the Freedom of Information (Scotland) Act 2002 we are unable to comply, as the cost is above £600.", "refused 12"),
    (False, "Police Scotland considers the data exempt in terms of section 38(1)(b) of FOISA and withholds it.", "refused 38"),
    (False, "Sections 34(1)(b) and 35(1)(a)&(b) of the Freedom of Information (Scotland) Act 2002 apply to the information, which is withheld.", "refused 34; refused 35"),
    (False, "In terms of Section 17 of the Freedom of Information (Scotland) Act 2002 I can confirm that the information is not held by Police Scotland.", "not held 17"),
    (False, "Police Scotland refuses to confirm or deny that the information exists, in terms of section 18 of FOISA.", "neither confirm nor deny 18"),
    # Neither confirm nor deny.
    (False, "Anyshire Police neither confirms nor denies that it holds any information, by virtue of section 40(5B)(a)(i).", "neither confirm nor deny 40(5)"),
    (False, "We can neither confirm nor deny that we hold what you ask for. Section 31(3) Law Enforcement.", "neither confirm nor deny 31(3)"),
    (False, "The duty in Section 1(1)(a) of the Act does not apply, by virtue of Section 23(5).", "neither confirm nor deny 23(5)"),
    (False, "NCND - Section 24(2) National Security.", "neither confirm nor deny 24(2)"),
    (
        False,
        """The Constabulary will neither confirm nor deny that it holds information, citing the
        following: Section 23(5) security bodies; Section 30(3) investigations.""",
        "neither confirm nor deny 23(5); neither confirm nor deny 30(3)",
    ),
    (False, "We are not obliged to confirm or deny that such data is held (s.30(3)).", "neither confirm nor deny 30(3)"),
    # Not held.
    (False, "No information is held.", "not held"),
    (False, "Northshire Police does not hold the requested information.", "not held"),
    (False, "We do not record this information.", "not held"),
    (False, "The information is not held by this force.", "not held"),
    (False, "Searches were made of the crime system and no information relevant to your request was located.", "not held"),
    (False, "I can advise that the force holds no data on this subject.", "not held"),
    (False, "The method of contact is data that we do not capture.", "not held"),
    (False, "Having completed our enquiries, we find that the records you seek are no longer held.", "not held"),
    (False, "Our system does not record the platform and this force has no information to give.", "not held"),
    (False, "Unfortunately, this is not something we collect.", "not held"),
    # The flag.
    (False, "This force does not use a cyber flag.", "flag not used"),
    (False, "The online crime flag was not introduced on our system until April 2016.", "flag not used"),
    (False, "There was no cyber marker in place during 2015/16.", "flag not used"),
    (False, "We did not apply the Home Office cyber-enabled flag in that year and hold no information.", "flag not used"),
    (False, "We are not aware of a cyber flag on the crime recording system.", "flag not used"),
    (False, "The 'internet involved' tag had not been adopted by the force at that time.", "flag not used"),
    (False, "An online marker does not exist in our records system.", "flag not used"),
    (False, "The keyword has never been used in Anyshire.", "flag not used"),
    (True, "The flag was brought in after the period you name; figures for the next year are: 2016/17: 30", "flag not used"),
    (True, "The cyber flag is not used consistently by officers.\n2015/16 | 31", "flag not reliable"),
    (True, "The online tag is not mandatory and is known to be under-used.\n2015/16: 12", "flag not reliable"),
    (True, "Please treat with caution: the marker relies on individual officers remembering to tick it.\n2015/16: 12", "flag not reliable"),
    (True, "We cannot guarantee that every online offence carries the keyword.\n2015/16: 12", "flag not reliable"),
    (True, "Application of the flag has been inconsistent.\nTotal: 40", "flag not reliable"),
    (True, "The force has concerns that the flag is not reliable as a count.\nTotal: 40", "flag not reliable"),
    # Partial.
    (
        True,
        """Your request is refused under section 12(1). As a gesture of goodwill we provide the total.
        Total: 90
        Midshire Police neither confirms nor denies that it holds any other information by virtue of
        section 23(5).""",
        "partial 12; neither confirm nor deny 23(5)",
    ),
    (False, "The request exceeds the fees limit, section 12. Outside of the Act, the data readily available is attached.", "partial 12"),
    (True, "Part of your request is exempt under section 40(2).\n2015/16 | 10", "partial 40(2)"),
    (True, "Ages are withheld under section 40(2) because the numbers are small.\n2015/16 | 10", "partial 40(2)"),
    (
        True,
        """To answer for five years would exceed the cost limit under section 12; however, figures
        for the last year are provided below.
        2015/16 | 10""",
        "partial 12",
    ),
    (
        True,
        """Question 1
        15 offences
        Question 2
        Refused under section 12.""",
        "partial 12; 1: answered; 2: refused 12",
    ),
    (
        True,
        """Q1 - 24
        Q2 - No information held
        Q3 - Section 21 applies, see gov.uk""",
        "partial 21; 1: answered; 2: not held; 3: refused 21",
    ),
    (
        True,
        """1) 2015/16: 20
        2) Not recorded.
        3a) Exempt, Section 40(2)
        3b) Exempt, Section 31(1)""",
        "partial 40(2); partial 31; 1: answered; 2: not held; 3a: refused 40(2); 3b: refused 31",
    ),
    (
        True,
        """Questions 2 and 3 are refused by virtue of section 12.
        Question 1: 18 offences were recorded.""",
        "partial 12; 1: answered; 2: refused 12; 3: refused 12",
    ),
    (
        True,
        """Request | Response
        1. Number of flagged offences | 44
        2. Number by method of communication | This information is not held.
        3. Victim's age | Exempt - Section 40(2) Personal Information""",
        "partial 40(2); 1: answered; 2: not held; 3: refused 40(2)",
    ),
    (
        False,
        """Your request
        1. The number of flagged offences
        2. The ages of the victims
        Response
        The Constabulary refuses the request in full under section 12.""",
        "refused 12",
    ),
    (
        False,
        """Q1. How many offences were recorded?
        We are refusing this question under section 12.
        Q2. How many were flagged?
        We did not use the cyber flag in the year.""",
        "1: refused 12; 2: flag not used",
    ),
    (True, "In relation to question 4, no information is held.\nQuestion 1 | 12\nQuestion 2 | 7", "1: answered; 2: answered; 4: not held"),
    # Retracted.
    (True, "This supersedes our response of 3 May.\n2015/16: 9", "retracted"),
    (True, "Please disregard my earlier email and use the attached table.\n2015/16 | 9", "retracted"),
    (False, "The force hereby withdraws its letter of 3 May 2016.", "retracted"),
    (False, "The figures sent to you on 3 May were released in error; please delete the spreadsheet.", "retracted"),
    (True, "An error was found in our previous reply. A corrected response is enclosed.\n2015/16: 9", "retracted"),
    (False, "Anyshire Police would like to recall the message sent to you yesterday.", "retracted"),
    (False, "Following advice we have retracted the data supplied in February and now refuse the request under section 31.", "retracted; refused 31"),
    # Acknowledgement.
    (False, "Thank you for your request, which was received today. You will receive a response within 20 working days.", "acknowledgement only"),
    (False, "I acknowledge receipt of your Freedom of Information request.", "acknowledgement only"),
    (False, "Your enquiry is being processed and a reply will be sent by 10 May 2016.", "acknowledgement only"),
    (False, "We need an extension of 20 working days to consider the public interest test.", "acknowledgement only"),
    (False, "This is an automatic reply. Your request has been logged and we aim to respond within the statutory time.", "acknowledgement only"),
    (False, "I am sorry for the delay; due to a backlog our answer will be late but will be with you as soon as possible.", "acknowledgement only"),
    # Clarification.
    (False, "Please could you clarify which offences you mean.", "asks for clarification"),
    (False, "We require further clarification before we can process your request.", "asks for clarification"),
    (False, "I acknowledge receipt of your request. Could you specify the period you are interested in?", "asks for clarification"),
    (False, "It is not clear what information you are requesting. The request has been placed on hold.", "asks for clarification"),
    (False, "Can you confirm whether you want offences by date recorded or date committed?", "asks for clarification"),
    (False, "Under section 1(3) of the Act we are seeking clarification from you on the term 'online'.", "asks for clarification"),
)  # fmt: skip

TRAPS: tuple[Letter, ...] = (
    # The Act explained.
    (False, "Section 17 of the Act requires that when refusing we must (a) state that fact (b) specify the exemption (c) state why it applies.", ""),
    (False, "Section 12 of the Act allows public authorities to refuse requests which exceed the appropriate limit.", ""),
    (False, "Section 40(2) is an absolute, class-based exemption.", ""),
    (False, "Section 1(1) of the Act places two duties on public authorities: to confirm or deny and to disclose.", ""),
    (False, "The Act gives a right of access to information held, subject to exemptions.", ""),
    (False, "Where an exemption applies, an authority may neither confirm nor deny that information is held.", ""),
    (False, "A public authority is not obliged to comply with a request if the cost would exceed the limit.", ""),
    (False, "The Fees Regulations set the appropriate limit at £450 for police forces.", ""),
    (False, "Section 23(5) means that the duty to confirm or deny does not arise in certain cases.", ""),
    (False, "Public authorities can refuse vexatious requests under section 14(1).", ""),
    (False, "Under section 16 authorities have a duty to advise and assist.", ""),
    # Complaint rights and footers.
    (False, "If you are not content with this refusal you may ask for an internal review.", ""),
    (False, "If you are dissatisfied with the decision to withhold information under section 40(2), please write to us.", ""),
    (False, "You have the right to appeal our decision if you think that information has been wrongly refused.", ""),
    (False, "Under section 50 of the Act you may complain to the Information Commissioner.", ""),
    (False, "Complaint Rights\nThe force will respond to your complaint within 20 working days.\nIf it is refused under section 14 we will say so.", ""),
    (False, "Are you unhappy with how your request has been handled or do you think the decision is incorrect?\nThe information may have been withheld under section 31.", ""),
    (True, "Total: 12\nThe internal review will be completed within 20 working days.", "answered"),
    (True, "Total: 12\nThis e-mail is for the intended recipient; if you have received it in error please delete the message.", "answered"),
    (True, "Total: 12\nAnyshire Police reserves the right to withdraw any figures found to be wrong.", "answered"),
    # The requester's words.
    (False, "> If my request is refused please cite the section.", ""),
    (False, "Please provide the number of requests refused under section 12 in 2015.", ""),
    (False, "How many requests did the force refuse under section 14?", ""),
    (False, "If you need clarification please contact me.", ""),
    (False, "Please confirm whether the information is held.", ""),
    (False, "You asked: do you use the cyber flag, and if it is not used, why?", ""),
    (False, "I would like to know whether the flag is not used or is unreliable.", ""),
    (True, "You asked\n1. How many offences were flagged? If not held, please say so.\nResponse\n1. 34", "answered"),
    (True, "Total: 5\n-----Original Message-----\nPlease clarify which exemption is used. The request was refused under section 12.", "answered"),
    # Zero, not absence.
    (True, "There were no recorded incidents in the period.", "answered"),
    (True, "No offences were recorded under this code in 2015/16.", "answered"),
    (True, "Nil.", "answered"),
    (True, "There are no records of offences with the flag against victims under 5.\nOver 5: 12", "answered"),
    (True, "The force recorded no such offences.", "answered"),
    (True, "We hold no records of offences of this kind; the figure is 0.", "answered"),
    # Held, used, not refused.
    (True, "We can confirm that the information is held and it is disclosed in full.\nTotal: 7", "answered"),
    (True, "No exemptions have been applied and nothing has been withheld.\nTotal: 7", "answered"),
    (True, "This does not mean that the information is not held elsewhere.\nTotal: 7", "answered"),
    (True, "The information is not exempt and is set out below.\nTotal: 7", "answered"),
    (True, "Number of offences where the cyber flag was not used: 310\nNumber where it was used: 4", "answered"),
    (True, "Cyber flag used | 12\nCyber flag not used | 88", "answered"),
    (True, "The flag was not applied to 41 of the offences.\nTotal: 50", "answered"),
    (True, "The flag was introduced in April 2014 and is used by all officers.\nTotal: 50", "answered"),
    (True, "Every effort is made to ensure that the figures presented are accurate and complete.\nTotal: 50", "answered"),
    (True, "Forces use different systems, and this response should not be used for comparison.\nTotal: 50", "answered"),
    (True, "The figures come from a live system and may change.\nFlagged offences | 50", "answered"),
    (True, "Ordinarily the cost would exceed the appropriate limit; however, on this occasion the figures could be run.\nTotal: 50", "answered"),
    (True, "The search took 4 hours, which is within the appropriate limit.\nTotal: 50", "answered"),
    (True, "Age of victim | Offences\nNot recorded | 6\n13 | 9", "answered"),
    (True, "Age of victim | Offences\nUnder 10 | Not held\n13 | 9", "answered"),
    (True, "In 12 cases the age of the victim was not recorded.\nTotal: 50", "answered"),
    # Other people and other Acts.
    (True, "Outcome 16: the victim declined to support; evidential difficulties.\n2015/16 | 8", "answered"),
    (True, "The complainant withdrew the allegation | 5\nSuspect refused to answer | 3", "answered"),
    (True, "Offences under section 15A of the Sexual Offences Act 2003 were counted.\n2015/16: 8", "answered"),
    (True, "Section 14 of the Sexual Offences Act 2003 applies to these offences.\n2015/16: 8", "answered"),
    (True, "The Niche system replaced the earlier crime system in 2012.\n2015/16: 8", "answered"),
    (True, "The new offence code replaces the code used in previous years.\n2015/16: 8", "answered"),
    # Courtesies.
    (True, "Thank you for your request, received on 3 May. I am able to respond as follows.\n2015/16: 8", "answered"),
    (True, "Following your clarification of 4 May I have searched the system.\n2015/16: 8", "answered"),
    (True, "For clarification, a flagged offence is counted once.\n2015/16: 8", "answered"),
    (True, "Should you require any further clarification, please do not hesitate to contact me.\n2015/16: 8", "answered"),
    (True, "Please accept our apologies for the delay in responding.\n2015/16: 8", "answered"),
    (False, "A refined request may also be refused if it exceeds the limit.", ""),
    (False, "Unless we hear from you within 30 days your request will be treated as withdrawn.", ""),
    (False, "FOI/2016/0112 - Section 12 - 40 - 31 March", ""),
    (False, "Freedom of Information Act 2000 (FOIA), sections 12, 21, 40(2)", ""),
)  # fmt: skip
