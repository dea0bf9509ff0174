"""The words by which a reply refuses, finds nothing, withdraws or asks back.

Each is a pattern over one folded sentence; :mod:`cyberflag.foi.claims` says how they combine.
"""

import re

# Sentences that do nothing with the request.
_SECTION_SUBJECT = (
    r"(?:under |in terms of )?(?:(?:sections?|s\.?) ?\d\S*(?: and \d\S*)?(?: of (?:the )?[\w ()]{0,60}?\bact(?: \d{4})?)?(?: \([^)]*\))?"
    r"|(?:the )?(?:freedom of information |foi )?(?:\(scotland\) )?act(?: \d{4})?(?: \(\w+\))?),?"
)
LAW = re.compile(
    rf"{_SECTION_SUBJECT} (?:also )?(?:requires?|provides?|states?|says|sets?|gives?|allows?|permits?|enables?|creates?|places?|"
    r"covers|relates|imposes|obliges|governs|deals|concerns|confers|makes|exempts|relieves|(?:is an?|are) (?:absolute|qualified|class|prejudice|exempt\w+ )|means|contains|defines)\b"
)
AUTHORITIES = re.compile(
    r"\b(?:an?|any|all|every|public|relevant) (?:public )?(?:authority|authorities|bodies|body)\b|\bauthorities\b|\b(?:where|when|whenever) an? (?:exemption|request)"
)
CONDITION = re.compile(
    r"(?:\(?note:? )?(?:if|should (?:you|the|any|a)|unless|where|when(?:ever)? |in the event|were (?:you|we)|had )\b"
)
DECIDES = re.compile(
    r"\b(?:therefore|accordingly|hereby|consequently)\b(?! (?:be|may|might|could)\b)|\bi am (?:refusing|not obliged)"
)
HYPOTHETICAL = re.compile(
    r"\b(?:may|might|could|can|would|will|likely to|liable to) (?:also |then |still |well |have to |need to |therefore )*"
    r"(?:be )?(?:refuse|refused|exempt|exempted|withheld|declined|redacted|withhold|not be (?:held|provided))\b"
    r"|\b(?:wrongly|incorrectly|previously|any) (?:refus|with(?:held|hold))|\bwhen (?:refusing|applying|deciding|we refuse)|\brefused requests"
    r"|\b(?:may|might|could|can|would) (?:still |also |then |well )*(?:apply|be engaged|be relevant|be considered|be relied)\b"
    r"|\bright to refuse|\breserves? the right"
)
DENIED = re.compile(
    r"\b(?:not|never|nothing|none|neither|nor|no longer|no (?:exemptions?|information|part))(?: \w+){0,4} (?:refus\w+|with(?:held|hold)\w*|redacted)"
    r"|\bno exemptions? |\b(?:is|are|was|were) not (?:considered |deemed |believed )?(?:to be )?(?:exempt|covered|engaged)|\bdo(?:es)? not (?:apply|engage) (?:any|an) exemption"
    r"|\bexemptions? (?:is|are|was|were|do|does|did) (?:not|no longer)"
    r"|\b(?:does|do) not (?:necessarily )?(?:mean|imply|indicate|suggest)|\brather than (?:refus|withh|apply)"
)
COMPLAINT = re.compile(
    r"\b(?:dissatisf|unhappy|not (?:content|satisfied|happy)|disagree|do not agree|complain|right of (?:appeal|review)|right to (?:ask|appeal|request|seek|apply|a review))"
    r"|\b(?:may|can|could|wish to|like to|should|must|entitled to|want to) (?:\w+ ){0,3}(?:request|ask|seek|apply|appeal|write to|contact) "
)
REQUESTS_COUNTED = re.compile(
    r"\brequests (?:\w+ ){0,4}(?:refused|received|answered|where|that|which|were)\b|\bnumber of requests|\b(?:explains?|explaining|leaflet|guidance|example) (?:how|why|when|what|of|on|about|to)\b"
)
ABOUT_A_QUOTE = re.compile(
    r"^[\"']|^(?:in your [\w ]{1,30},? )?you (?:asked|ask|say|said|state|wrote|mention|suggest|refer)\b"
)


# What a sentence does.
_WE = r"(?:i|we|(?:the|this|our) (?:force|service|organisation|department|unit)|\w*(?:police|constabulary|scotland|psni|btp|service of \w+|chief constable|force|psos|mps))"
_INFORMATION = (
    r"(?:information|data|records?|figures?|statistics|details?|documents?|material|breakdown)"
)
REFUSED = re.compile(
    r"\b(?:requests?|questions?|parts?|elements?|aspects?|information|data|details?|figures|these|those|this|it|points?|q\d+\w?|ages?|breakdown|numbers?|answer|rest|remainder|remaining|that)\b[^.;]{0,110}?"
    r"\b(?:is|are|has|have|was|were|must be|being|stands?|remains?)(?: (?:therefore|been|also|hereby|accordingly|now|consequently|both|all|considered|deemed|believed|judged|to be|thus|however|being|both|fully|partially|currently|formally|in full)){0,4}"
    r" (?:refused|declined|exempt(?:ed)?\b|withheld|rejected|turned down|redacted|not (?:being |been )?(?:disclosed|released|provided|supplied))"
    rf"|\b{_WE} (?:\w+ ){{0,6}}?(?:refus(?:e|es|ing|ed)|declin(?:e|es|ing|ed)|withhold(?:s|ing)?|withheld|exempt(?:ing|ed)?)\b[^.;]{{0,70}}\b(?:information|requests?|comply|provide|disclos\w+|data|details|figures|answer|questions?|parts?|this|it|release|supply|ages)\b"
    r"|\bexempt(?:ed)?,? (?:from disclosure|from release|by (?:virtue|reason)|under|pursuant|in accordance|as (?:per|set)|in terms|and)"
    r"|\b(?:now|therefore|hereby|must|formally) (?:refuse|decline|withhold)\b|^(?:therefore |fully |partially )?(?:refused|exempt(?:ed)?|withheld|declined|not disclosed|not provided)(?: -|,|:|;| under| by| in (?:full|part|accordance|line)| pursuant| as|\.?$)"
    r"|\b(?:this|my|our) (?:letter|e-?mail|response|reply|notice|decision)?[^.;]{0,40}\b(?:acts|serves|constitutes|represents|stands|is|as)\b[^.;]{0,40}\b(?:refusal notice|notice of refusal|refusal|notice under section 17|refused)"
    rf"|\b(?:{_WE}|i am) (?:\w+ )?(?:not|no longer) (?:obliged|required|under (?:an|any) (?:legal )?(?:obligation|duty)) to (?:comply|provide|answer|process|respond|disclose)"
    r"|\b(?:request|correspondence)\b[^.;]{0,60}\b(?:will not be (?:processed|answered|taken|progressed)|not be processing)"
    rf"|\b{_WE} (?:will|shall|do) not (?:be )?(?:process|processing|progress|release|releasing|disclos\w+|provid\w+|supply\w*|answer\w*)\b"
    r"|\b(?:information|data|figures|details|it|they|ages|breakdown) (?:will|shall|can|should) (?:not|therefore not) (?:\w+ )?be (?:released|disclosed|provided|supplied)"
    r"|\bapplication of (?:this|the|these|an?) exemptions?\b[^.;]{0,40}\bmaintained|\bexemptions?\b[^.;]{0,60}\b(?:maintained|upheld)"
    r"|\b(?:decided|decision|determined)\b[^.;]{0,50}\b(?:not to (?:disclose|release|provide|supply|publish)|to (?:refuse|withhold|decline))|\b(?:favours?|in favour of|lies (?:in|with)) (?:non-?disclosure|withholding|not (?:disclosing|releasing)|maintaining)|\brenders?\b[^.;]{0,50}\bexempt"
)
EXEMPTION_APPLIED = re.compile(
    r"\b(?:exemptions?|sections?|s\.?|ss\.?)\b[^.;]{0,90}\b(?:appl(?:y|ies|ied)|engaged|invoked|relied (?:up)?on|cited|claimed|used|relevant here|activated)\b"
    rf"|\b(?:{_WE}|and|by|am|are|is|has|have) (?:\w+ ){{0,3}}?(?:appl(?:y|ies|ying|ied)|engag(?:e|es|ing|ed)|invok(?:e|es|ing|ed)|rel(?:y|ies|ying|ied) (?:up)?on|cit(?:e|es|ing|ed)|claim(?:s|ing|ed)?)\b[^.;]{{0,60}}\b(?:exemptions?|sections?|s\.?|ss\.?) ?(?:at |under |of )?"
    r"|\bin reliance (?:up)?on (?:section|the exemption)|\brelying (?:up)?on (?:the )?(?:exemptions?|sections?|s\.?) ?"
    r"|\bfollowing exemptions?\b|\b(?:falls? (?:under|within)|caught by|subject to|attracts?|covered by|captured by|protected by)\b[^.;]{0,40}\b(?:exemptions?|sections?|s\.?) ?"
)
SECTION_STOPS = re.compile(
    r"\b(?:prevent\w*|stops?|taken out|remov\w+|omit\w*|left out|not|no|bites?|bars?|preclud\w+|prohibit\w*|blocks?|lets us|(?:allows?|permits?) us|refers|because)\b"
)
"""Words that make a sentence with a section in it a refusal, if nothing firmer is said."""
CANNOT = re.compile(
    r"\b(?:unable|not able|cannot|can not|can't|not in a position|not (?:be )?possible|impossible|not proposing|not going)\b(?: \w+){0,3} (?:comply|provide|answer|supply|disclose|fulfil|respond|process|release|retrieve|give|obtain|extract|meet)|\b(?:cannot|can not|could not|not) (?:\w+ )?be (?:provided|answered|released|disclosed|supplied|given|processed|retrieved|complied|met|fulfilled)\b"
)
COST = re.compile(
    r"\b(?:exceed(?:s|ing|ed)?|in excess of|above|beyond|over|greater than|more than|longer than|outside|excessive|breach(?:es)?)\b[^.;]{0,70}"
    r"(?:\b(?:appropriate|statutory|cost|costs|time|fees?|prescribed|foia?) (?:cost |time )?(?:limits?|threshold|ceiling|regulations|limitations?)|\b(?:18|eighteen) hours?|£ ?450|£ ?600|\b(?:the|this) (?:£?\d+ )?(?:limit|threshold)\b)"
    r"|\b(?:cost|time|fees?) (?:limit|threshold|exemption)[^.;]{0,40}\b(?:exceeded|reached|breached|applies|engaged)|\b(?:cannot|not|unable)\b[^.;]{0,70}\bwithin (?:the |this )?(?:\d+[ -]hours?|cost|appropriate|time|fees|eighteen)|\bexceed the (?:costs?|fees?)\b|\bfalls? foul of the (?:cost|fees)"
)
NO_COST = re.compile(
    r"\b(?:not|without) (?:\w+ )?(?:exceed|breach)|\b(?:ordinarily|normally|usually|generally)\b|\b(?:close to|near|approaching)\b"
    r"|^(?!.*\b(?:cannot|not|unable)\b).*\bwithin the (?:appropriate|cost|time)"
)
REASONS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    # pattern, section of the Act, section of the Scottish Act
    (COST, "12", "12"),
    (re.compile(r"\b(?:vexatious|repeat(?:ed)? (?:of|request)|repeated)\b"), "14", "14"),
    (
        re.compile(
            r"\breasonably (?:accessible|obtainable)|otherwise (?:accessible|available|obtain)|accessible (?:to you )?by other means"
        ),
        "21",
        "25",
    ),
    (re.compile(r"\b(?:intended for|future) publication\b"), "22", "27"),
)
ACCESSIBLE = re.compile(
    r"\b(?:information|data|figures|it|this|which|these|answer|statistics)\b[^.;]{0,80}\b(?:reasonably accessible|otherwise (?:accessible|available)|accessible (?:to you )?by other means|intended for future publication)"
)
VEXATIOUS = re.compile(
    r"\b(?:request|correspondence|it|this)\b[^.;]{0,50}\b(?:vexatious|a repeat(?:ed)?|repeated)\b"
)
NEITHER = re.compile(
    r"\b(?:neither|nor|not|cannot|can not|unable to|refus\w+ to|declin\w+ to|not (?:able|obliged|required|in a position) to)(?: \w+){0,2}? (?:confirm\w*|reveal\w*),? ?(?:nor|or|and|/)(?: to)?(?: \w+)? den(?:y|ies|ied|ying)"
    r"|\bduty\b[^.;]{0,90}\b(?:do|does|did|is|are)(?: not|n't| therefore not) (?:apply|arise|engaged)|\b(?:excluded?s?|exempt\w*|absolv\w+|relieved?) (?:us |it |the \w+ )?from the duty|\bexcludes? the duty"
    r"|^\(?(?:ncnd|neither confirm(?:ed)? nor den(?:y|ied))\b|\bncnd (?:response|applies|is (?:applied|engaged))|\bneither confirms? n?or den(?:y|ies)"
    r"|\b(?:no confirmation (?:or denial|either way)|confirmation or denial (?:is|would))|\bneither (?:reveal|admit|indicat)\w*"
)
NEITHER_EXPLAINED = re.compile(r"\b(?:explain|decid|consider|whether to|how a|when (?:a|an|we))")
ANY_OTHER = re.compile(r"\b(?:any|no|not any|nor any) (?:other|further|additional|more)\b")
NOT_HELD = re.compile(
    rf"\b(?:no|nor any|not any)(?: (?:relevant|such|recorded|specific|requested|recordable|statistical|corresponding|pertinent))* {_INFORMATION}\b(?! (?:of|for|about) (?:such |these |those |any )?(?:\w+ )?(?:offences|crimes|incidents|victims))[^.;]{{0,110}}?\b(?:held|located|found|traced|identified|retained|collected|captured|stored|available|exists?|recorded)\b"
    rf"|\b(?:{_INFORMATION}|it|this|these|that|which|they|question|what you (?:ask|seek|request)\w*(?: for)?)\b[^.;]{{0,90}}?\b(?:is|are|was|were|has|have|had|being)(?: (?:currently|also|therefore|simply|unfortunately|been|in fact))*(?: not|n't| no longer| never)(?: (?:currently|actually|been|something|routinely|being|also))*(?: that)? (?:held|recorded|collected|captured|retained|kept|available|stored|{_WE} (?:hold|record|collect)s?)\b"
    rf"|\b{_WE}(?: (?:currently|also|therefore|does|do))*(?: do| does| did)?(?: not|n't)(?: (?:currently|actually|routinely|centrally|in fact|itself|at present|have to))* (?:hold|record|collect|capture|retain|keep|possess|store|gather|have)\b[^.;]{{0,70}}?\b(?:{_INFORMATION}|this|that|these|such|it|any|requested|ages?|request|methods?)\b"
    rf"|\b(?:something|{_INFORMATION}|which|detail)(?: that| which)? {_WE} (?:do|does|did)(?: not|n't) (?:currently )?(?:hold|record|collect|capture|retain)\b"
    rf"|\b(?:hold|holds|held|have|has|holding|possess(?:es)?) no(?: (?:relevant|such|recorded|specific|requested))* {_INFORMATION}\b(?! (?:of|for|about) (?:such |these |those |any )?(?:\w+ )?(?:offences|crimes|incidents|victims))"
    rf"|^(?:this is |it is |the )?(?:{_INFORMATION} )?(?:is )?not (?:held|recorded|collected|captured)\b|^(?:no {_INFORMATION}|none|nothing)(?: is| was)? held|\bnothing (?:is |was )?(?:held|located)"
    rf"|\b(?:not (?:been |proved |proven )?possible|unable|cannot|can not|not able|failed|could not|not)(?: \w+){{0,2}} (?:find|found|locate|located|trace|traced) (?:any|the|such|this|relevant|{_INFORMATION})\b|\b(?:have|has|holds?|found|find) nothing\b"
    r"|\bsearch\w*\b[^.;]{0,80}\b(?:drew a blank|no trace|found nothing)|\bno trace\b[^.;]{0,40}\b(?:information|data)|\bnotice\b[^.;]{0,60}\b(?:information|data)[^.;]{0,20}\bnot held"
)
HELD_SOMEHOW = re.compile(
    r"\b(?:readily|easily|centrally|retrievable|searchable|reportable|extractable|extracted|electronic(?:ally)?|separate(?:ly)?|as such|in (?:this|that|the|a|an)(?: \w+){0,2} (?:format|form|way|manner|field)|without (?:a )?manual)\b"
    r"|\b(?:whether|if)\b[^.;]{0,70}\b(?:held|hold)|\b(?:does|do) not (?:mean|imply)|\bonly\b|\bfrom disclosure|\bother than\b|\bnot to be (?:held|used)|\bdoes not hold true|\bhold (?:back|that)\b|\blonger than|\byour (?:details|data|personal)|\bpersonal data\b|\bheld (?:responsible|to account)"
)
PEOPLE_REFUSED = re.compile(
    r"\b(?:victims?|suspects?|complainants?|witness(?:es)?|offenders?|cps|parents?|charge|prosecution|bail)(?: (?:has|had|have|was|were|who|they|then|also))* (?:refus|declin|withdr|retract)"
)

FLAG = r"(?:(?:flag(?:s|ged|ging)?|tag(?:s|ging)?|markers?|keywords?|qualifiers?|tick ?box(?:es)?|indicators?)\b)"
_USED = r"(?:used?|in use|using|introduced|implemented|adopted|available|exist(?:ed)?|in (?:place|operation|existence)|operational|appl(?:y|ied)|utilised?|employ(?:ed)?|brought in|live|rolled out|record(?:ed)?|come in(?:to)? (?:use|force|effect|being)|part of|created|ha(?:ve|d)|operated?|hold|attach(?:ed)?|maintain|recognised?)"
FLAG_NOT_USED = re.compile(
    rf"\b{FLAG}[^.;]{{0,60}}?\b(?:is|was|were|are|has|had|have|did|does|do)(?: \w+){{0,2}}?(?: not|n't| never| no longer)(?: (?:yet|then|been|currently|at that time|being|actually|ever|have|at the time|be|a)){{0,3}} {_USED}\b"
    rf"|\b(?:do|does|did|have|has|had)(?: not|n't| never)(?: (?:yet|currently|at present|then|been|routinely))* {_USED}\b(?: \w+){{0,4}}? [\"']?(?:[\w-]+ ){{0,3}}{FLAG}"
    rf"|\b(?:no|without an?|not any|nor any)(?: (?:such|cyber|cyber-|online|on-line|specific|dedicated|internet|relevant|crime|cyber-crime|cybercrime|enabled|cyber-enabled|equivalent|\"|'))* {FLAG}[\"']? (?:is |was |were |are |has been |had been |existed|exists?|in (?:use|place)|in operation|on (?:our|the)|available|of (?:this|that) kind|for (?:online|cyber))"
    rf"|\b(?:has|have|had|with|operates?|uses?) no(?: [\w-]+){{0,3}}? {FLAG}"
    rf"|\b{FLAG}[^.;]{{0,60}}\b(?:introduced|came into|brought in|adopted|implemented|went live|began|started|commenced|rolled out)\b[^;]{{0,60}}\b(?:after (?:the|that|this|your)|later than the|since the period|following the (?:period|year))"
    rf"|\b{FLAG}[^.;]{{0,40}}\b(?:only|not)\b[^.;]{{0,20}}\b(?:introduced|came into|come into|in use|brought in|adopted|implemented|go live|went live)\b[^.;]{{0,40}}\b(?:in|on|from|until|since|after|before|prior)\b"
    rf"|\b(?:unaware|not aware|not familiar|no knowledge|never heard) of\b[^.;]{{0,40}}{FLAG}|\bnot know what[^.;]{{0,30}}{FLAG}"
    rf"|\b(?:nobody|no[ -]one|no officers?|none of our)\b[^.;]{{0,40}}\b(?:applied|used?|apply|set|adds?)\b[^.;]{{0,20}}{FLAG}|\b{FLAG}(?: \w+){{0,3}} is not (?:something|a feature|a practice)"
    rf"|\b{FLAG} (?:is )?not (?:in use|used)\.?$|\b(?:yet to|no (?:facility|way|means|ability|function\w*|method|option|field|mechanism)|not possible|unable|not able|impossible|lacked|without the ability)\b[^.;]{{0,50}}{FLAG}|\b(?:before|prior to)\b[^.;]{{0,20}}\b(?:introduction|adoption|implementation|roll-?out|launch)\b[^.;]{{0,40}}{FLAG}|\bpre-?dates?\b[^.;]{{0,40}}{FLAG}|\b{FLAG}[^.;]{{0,40}}\b(?:discontinued|ceased to be used)"
)
UNFLAGGED_COUNTED = re.compile(
    rf"\b(?:offences|crimes|records|cases|incidents|number|those|victims|occurrences)\b[^.;]{{0,60}}\b(?:where|which|that|in which|with|without|to which|had|have|were)\b[^.;]{{0,40}}{FLAG}"
    rf"|\b{FLAG}[^.;]{{0,40}}\b(?:not|never)\b[^.;]{{0,20}}\b(?:in|on|to|for) (?:\d|any of|these|those|the (?:remaining|other))|^[^.;,]{0, 90}:\s*\d+\.?$"
)
UNRELIABLE = re.compile(
    r"\b(?:inconsisten|unreliab|sporadic|patch(?:y|ily)|haphazard|incomplete|poorly|under-?(?:record|report|count|use|estimat|stat)|overlook|forgotten)"
    r"|\b(?:not|n't|never|cannot|nor|rarely|seldom)(?: (?:been|be|a|an|always|yet|currently|considered|thought|being|to|is|deemed|regarded|as|by|this|force))*(?: (?:wholly|fully|entirely|used|applied|completed|added|recorded|ticked|populated|sufficiently|very|totally|particularly|100%|done))*"
    r" (?:consisten\w*|reliab\w+|robust\w*|mandatory|always|routinely|systematically|uniform\w*|complete|completely|accurate\w*|every|relied|correctly|guarantee\w*|compulsory|dependable|comprehensive\w*|universally|trust\w*)"
    r"|\b(?:relian(?:t|ce)|rel(?:y|ies|ied)|depend(?:s|ent|ant)?|discretion|up to)\b[^.;]{0,30}\bofficers?\b|\b(?:discretion(?:ary)?|left to|undercount(?:s|ed)?|no guarantee|treat(?:ed)? with (?:\w+ )?caution|(?:need|requir|read|use|interpret|handl|exercis)\w*[^.;]{0,20}caution|caution (?:is|should|must)|often (?:left|missed|not|omitted)|(?:left|missed) off|cannot vouch|low confidence|little confidence|no confidence|human error|likely to be (?:higher|an under|incomplete)|will be higher|may have been (?:missed|omitted)|not (?:always )?(?:be )?captured|not be (?:taken|treated|regarded|read|seen|viewed|considered|interpreted|used) as|(?:not|never)(?: \w+){0,3} (?:audited|verified|validated|checked|quality assured)|compliance (?:is|was|has been) (?:poor|low)|data quality (?:issue|problem|concern)s?)"
)

_REPLY = r"(?:response|reply|replies|letter|e-?mail|figures?|disclosure|answers?|information|spreadsheet|tables?|attachment|document|message|version|data|correspondence|one|file|results?|return)"
_EARLIER = r"(?:previous|earlier|prior|original|first|initial|our|my|last|former)"
RETRACTED = re.compile(
    rf"\b(?:this|these|the|attached|enclosed|which|it|figures|below)\b[^.;]{{0,60}}\b(?:replaces?|supersedes?|substitutes? for|(?:sent|issued|provided|given|is|are) in (?:place|substitution|lieu) of)\b[^.;]{{0,40}}\b(?:{_EARLIER}|the|that|any|those|one)\b[^.;]{{0,40}}(?:{_REPLY}|sent|dated|issued|provided|supplied|given|of \d)"
    rf"|\b(?:{_EARLIER}|that|the|those|any|all)(?: [\w-]+){{0,3}} {_REPLY}\b[^.;]{{0,60}}?\b(?:is|are|was|were|be|been|as|now|should|must)(?: \w+){{0,3}} (?:withdrawn|retracted|superseded|rescinded|recalled|disregarded|void|be (?:destroyed|deleted))"
    rf"|\b(?:{_WE}|to|i am|we are|hereby|which we|and) (?:\w+ ){{0,3}}?(?:withdraw(?:ing|s|n)?|retract(?:ing|s|ed)?|recall(?:ing)?|rescind(?:ing)?)\b[^.;]{{0,50}}(?:{_REPLY}|\bit\b|\bthis\b|\bthat\b|[:.]|$)"
    rf"|\b(?:disregard|ignore|discard|destroy|delete|bin)\b[^.;]{{0,40}}\b(?:{_EARLIER}|sent|dated|the (?:figures?|table|spreadsheet|attachment|letter|email|message|reply|response)|that|those)\b"
    rf"|\b(?:treat|regard)\b[^.;]{{0,40}}{_REPLY}[^.;]{{0,20}}\bwithdrawn|\b(?:issued|sent|released|disclosed|provided) in error\b|\buse\b[^.;]{{0,30}}\binstead\b"
    rf"|\b(?:find|attached|enclosed|here is|this is|below is|sending)\b[^.;]{{0,30}}\b(?:corrected|amended|revised)(?: [\w-]+){{0,2}} {_REPLY}\b|\b(?:corrected|amended|revised)(?: [\w-]+){{0,2}} {_REPLY}\b[^.;]{{0,80}}\b(?:attached|enclosed|below|error|mistake|incorrect|previous|earlier|in place|supersed|replac|wrong)"
    rf"|\b(?:errors?|mistakes?|inaccurac\w+|incorrect|wrong)\b[^.;]{{0,120}}\b(?:corrected|amended|revised)(?: [\w-]+){{0,2}} {_REPLY}|\b(?:errors?|mistakes?|inaccurac\w+|wrong)\b[^.;]{{0,40}}\bin {_EARLIER}\b[^.;]{{0,30}}{_REPLY}|\b{_EARLIER} {_REPLY}\b[^.;]{{0,40}}\b(?:contain\w*|had|has|have|was|were|is|are)\b[^.;]{{0,20}}\b(?:errors?|mistakes?|inaccura\w+|incorrect|wrong)\b"
)
NOT_A_REPLY = re.compile(
    r"\b(?:your (?:request|application) (?:\w+ ){0,4}withdrawn|(?:system|guidance|code|codes|classification|policy|counting rules|niche|software|offence|act|legislation|support|allegation|statement|charge|campaign|scheme)\b[^.;]{0,40}\b(?:replace|supersede|withdr|retract|in place of))|\bdisclaimer|\bintended recipient|\bnot the (?:intended|addressee)|\breceived (?:this|it) in error"
)
_REQUEST = r"(?:request|enquiry|e-?mail|letter|correspondence|application|message|query)"
ACKNOWLEDGED = re.compile(
    rf"\backnowledg\w*\b[^.;]{{0,50}}\b(?:receipt|{_REQUEST})|\bautomat(?:ed|ic) (?:reply|acknowledg\w+|response)"
    rf"|\b{_REQUEST}\b[^.;]{{0,60}}\b(?:has|have|been|is|was)(?: been| now)?(?: given|:)? (?:logged|registered|allocated|passed|forwarded|assigned|(?:the|a) reference|in hand|under consideration|receiving attention|being \w+)\b"
    r"|\b(?:response|reply|answer|decision)\b(?: \w+){0,3}? (?:will|should|shall)(?: also| then)? (?:be (?:sent|provided|issued|with you|late|delayed|made|posted)|follow|reach)"
    r"|\byou (?:will|should|shall|can|may)(?: normally| expect to)* (?:receive|hear|get|have) (?:our|a|an|from|the)\b"
    r"|\b(?:will|shall|aim to|aims to|endeavour to|hope to|expect to|intend to|trying to)(?: \w+)? (?:respond|reply|answer|be in (?:touch|contact)|write to you|contact you|send (?:you )?(?:a|our)|let you have)\b"
    r"|\b(?:will|shall) (?:\w+ )?deal with (?:it|your|this)\b|\b(?:miss(?:ed)?|overrun|meet|outside|beyond|past)\b[^.;]{0,30}\b(?:deadline|(?:20|twenty) working days|statutory (?:time\w*|period))"
    r"|\b(?:extend(?:ed|ing)?|extension|more|further|additional)(?: \w+){0,4}? (?:time|days)\b[^.;]{0,60}\b(?:public interest|consider|respond|request|deadline)"
)
"""Receipt, a promise to answer, or more time to do so."""
NOT_OF_THE_REQUEST = re.compile(
    r"\b(?:reviews?|complaints?|appeals?|able to (?:respond|reply|answer))\b"
)
CLARIFY = re.compile(
    r"\b(?:need|needs|require|requires|requesting|seek|seeking|request|ask(?:ing)?(?: you)? for|await(?:ing)?|await|would (?:be )?(?:welcome|grateful for|like)|some|further|following)(?: \w+){0,3} clarification\b|\bclarification (?:is )?(?:needed|required|sought|necessary|of (?:your|the|what|question)|from you)"
    r"|\b(?:please|kindly|can you|could you|would you|you need to|grateful if you|need you to|ask you to|ask that you|invite you to|asking you to|will you)\b(?: \w+){0,3}? (?:clarify|specify|confirm (?:what|which|exactly)|(?:confirm|tell (?:us|me)|advise) (?:whether|if)\b[^.;]{0,40}\b(?:you|your|or)\b|tell (?:us|me) (?:what|which|exactly)|explain what|let (?:us|me) know (?:what|which|whether|if you (?:mean|want|are|require|would))|indicate (?:which|what|whether)|state which|advise (?:what|which)|define|be more specific|narrow down what)"
    r"|\b(?:before|in order|to (?:help|allow|enable|assist) us|so that we)\b[^.;]{0,70}\bplease (?:state|say|give|provide|tell|let|advise|indicate|send)|\b(?:questions?|request|wording|terms?|it|part)(?: [\d\w'\"]+){0,3} (?:is|are) (?:unclear|not clear|ambiguous|too (?:broad|vague|wide))\b|\bwhat (?:do you|exactly do you|you) mean\b|\bdo you (?:want|mean|require|need|wish|intend)\b"
    r"|\b(?:please|kindly|could you|can you|would you|you need to|you to)\b[^.;]{0,20}\b(?:narrow|refine|rephrase|reword|resubmit)"
    r"|\b(?:on hold|placed on hold|clock (?:is|has been|will be)? ?(?:stopped|paused)|time (?:\w+ ){0,6}(?:stopped|paused))|\b(?:not (?:clear|sure|certain)|unclear|unsure|uncertain)\b[^.;]{0,40}\b(?:what|which|whether)\b[^.;]{0,60}\b(?:you|your|mean|request|ask)|\b(?:unable|not able|cannot) (?:to )?(?:identify|locate|understand|interpret|determine) (?:what|which|the information|your)"
)
ALREADY_CLEAR = re.compile(
    r"\b(?:thank(?:s| you) for|following|further to|in light of|on receipt of|received|based on|with|as per|after|provided|since) (?:\w+ ){0,3}?clarif|\bclarif\w+ (?:was |were |is )?(?:received|provided|sent|given)|\b(?:any|anything)\b[^.;]{0,30}clarif|\byou clarified|\bfor (?:the (?:purposes?|avoidance)|clarification)|\b(?:further|additional) clarification (?:on|about|regarding) (?:this|the (?:above|response)|our|any)|\bno (?:further )?clarification|\bfor clarification"
)
GOODWILL = re.compile(
    r"\bgood ?will\b|\boutside (?:of )?the (?:act|foia?|scope|provisions)|\b(?:of being|to be|being|spirit of being) (?:as )?(?:helpful|of assistance)|\b(?:spirit of|in order to) (?:helpful|assist)|\badvi[cs]e and assist|\bsection 16\b|\b(?:readily|easily) (?:available|retrievable|accessible|extractable)|\b(?:nonetheless|nevertheless|however|although|notwithstanding|that said|despite)\b|\bdiscretionary|\bwithin the (?:limit|time|cost)|\bwhat (?:we|i|could|can)\b|\bsome (?:information|figures|data)|\bexceptionally"
)
GIVES = re.compile(
    r"\b(?:provid(?:e|ed|ing)|suppl(?:y|ied|ying)|disclos(?:e|ed|ing)|releas(?:e|ed|ing)|attach(?:ed)?|enclos(?:e|ed)|below|includ(?:e|ed)|offer(?:ed)?|giv(?:e|en|ing)|answered|do hold|extracted|share)\b"
)
GIVES_NOT = re.compile(
    r"\b(?:unable|cannot|can not|not|no longer|refine|narrow|if you|may wish|could be|would be)\b"
)
NAMED_GOODWILL = re.compile(r"\bgood ?will\b|\boutside (?:of )?the (?:act|foia?|provisions)")
PART_ONLY = re.compile(
    r"\b(?:(?:that|this|the|some|one) (?:parts?|elements?|aspects?)|parts?|elements?|some|aspects?) of (?:your|the|this) (?:request|information|question|data)\b[^.;]{0,60}\b(?:refus|exempt|withh|declin|not )|\bpartial(?:ly)? (?:refus|exempt|disclos|withh|compl|answer|releas)|\b(?:refused|withheld|exempt) in part\b|\bin part\b[^.;]{0,20}\b(?:refus|exempt)"
)
IN_FULL = re.compile(
    r"\b(?:refus\w+|exempt\w*|withh\w+|declin\w+)\b[^.;]{0,50}\b(?:in full|in (?:its|their) entirety|as a whole)|\b(?:whole|entire)(?: of)?(?: your| the)? request\b"
)
TRIGGER = re.compile(
    rf"refus|exempt|declin|withh|section|\bss?\.? ?\d|confirm|ncnd|\bduty|held|hold|locat|record|collect|captur|possess|{FLAG}|limit|hours|£|unable|cannot|not able|accessible|vexat|repeat|replac|supersed|withdr|retract|recall|rescind|disregard|ignore|correct|amend|revis|error|acknowledg|receiv|receipt|respon|repl|hear|clarif|specify|on hold|goodwill|good will|comply|clock|mean|unclear|sure|reveal|exten|answer|not in use|provid|suppl|attach|enclos|below|outside|releas|disclos|oblig|trace|nothing|whether|do you|narrow|refine|prevent|stop|taken out|find|deadline|instead|identif|contact|yet to|facility|no way|prior to|before|unreli|ambiguous|vague|renders"
)
