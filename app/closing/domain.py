"""What of a closed quarter may become other than it was told: by the kind of its records."""

from enum import StrEnum


class Subject(StrEnum):
    """Which records brought a figure of a closed quarter in, changed it or took it out."""

    TRAINING = "training"
    DISPUTES = "disputes"
    OLDER_RECORDS = "older_records"
    OTHERS = "others"
