"""What a publication says of itself wherever it is read: all that is made of a demo says so, of a live one nothing does.

The words stand here alone; `parquet`, `changes`, the catalogues, Data Docs and schema `bi` put them in their places.
"""

from ingestion.catalogue import publishers

DEMO_MARK = "DEMONSTRATIE, geen statistiek"
DEMO_NOTE = (
    "DEMONSTRATIE: gemaakt met de ingebouwde voorbeeldbron. Landelijke totalen zijn gepubliceerde cijfers, alles "
    "daaronder is gemodelleerd. Dit is geen statistiek en mag niet worden aangehaald."
)
DEMO_FILE = "DEMONSTRATIE-geen-statistiek.txt"  # beside the folders of the Parquet, whose paths tools know
LICENCE = "Elke bron onder haar eigen licentie, met bronvermelding"


def marked(title: str, *, is_demo: bool) -> str:
    """A title, of a demo with the mark before it."""
    return f"{DEMO_MARK}. {title}" if is_demo else title


def noted(description: str, *, is_demo: bool) -> str:
    """A description, of a demo with the note before it."""
    return f"{DEMO_NOTE} {description}" if is_demo else description


def live_note() -> str:
    *others, last = [publisher.short_name for publisher in publishers().values()]
    told = f"{', '.join(others)} en {last}" if others else last
    return f"Gemaakt uit open data van {told}; zie dim_dataset voor bron, stand en licentie."
