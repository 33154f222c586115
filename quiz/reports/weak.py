"""Below which share a result is weak, in whole per cent."""

TO_PRACTISE = 70  # a learner is told to practise what the bar stands for
ASKS_FOR_HELP = 60  # a teacher is told that a student needs help
