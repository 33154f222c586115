"""One question of each kind, with answers that are right and wrong."""

from tests.quiz.assessment.builders import Sample
from tests.quiz.assessment.samples_in_picks import (
    CHOICE,
    HOTTEXT,
    MULTIPLE_RESPONSE,
    NUMERIC,
    TEXT_ENTRY,
    TRUE_FALSE,
    TWO_PART,
)
from tests.quiz.assessment.samples_in_rows import (
    CATEGORISE,
    EXTENDED_TEXT,
    GAP_MATCH,
    INLINE_CHOICE,
    MATCH,
    ORDER,
)

SAMPLES: dict[str, Sample] = {
    sample.item.shown.kind: sample
    for sample in (
        CHOICE,
        MULTIPLE_RESPONSE,
        TRUE_FALSE,
        TWO_PART,
        HOTTEXT,
        NUMERIC,
        TEXT_ENTRY,
        MATCH,
        CATEGORISE,
        ORDER,
        GAP_MATCH,
        INLINE_CHOICE,
        EXTENDED_TEXT,
    )
}
