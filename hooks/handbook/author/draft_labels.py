"""The words with which structured abstracts label their parts."""

LABELS = (
    r"(?:abstract|summary|background(?: and (?:purpose|aims?|objectives?))?|introduction|context|rationale|importance|hypothes[ie]s|objectives?|aims?(?: and objectives)?|purpose|goals?"
    r"|design(?:,? settings?,?(?: and)? (?:participants|patients))?|study design|trial design|settings?(?: and (?:participants|patients))?|participants|patients(?: and methods)?|subjects(?: and methods)?|populations?"
    r"|interventions?|exposures?|materials? (?:and|&) methods|methods?(?: and (?:results|analysis|findings|materials))?|methodology|measurements?(?: and main results)?|main outcomes?(?:(?: and)? measures?)?|outcomes?(?: measures?)?"
    r"|(?:main |key )?results?|(?:main |key |principal )?findings?|observations?|limitations?|conclusions?(?: and (?:relevance|significance))?|interpretation|significance|relevance|discussion"
    r"|trial registration(?: number)?|clinical trial registration|registration|funding(?: sources?)?|classification of evidence|data sources?|study selection|data (?:extraction|synthesis)(?: and synthesis)?|keywords)"
)
