"""A first live run on everything at once: the recordings, those added later and every case of people's real files."""

import pytest

from ingestion.catalogue import load_catalogue
from tests.integration.conftest import Built
from tests.integration.test_recordings import RECORDED

pytestmark = pytest.mark.recordings

COME = {
    *(f"cbs__{table}" for table in (
        "80590ned", "85124ned", "85357ned", "85424ned", "85700ned", "85777ned", "85778ned", "85987ned",
    )),
    "duo__eerstejaars_wo_2019",
    "duo__overzicht_erkenningen_ho",
    "duo__sectorale_ontwikkelpaden",
    "uwv__open_match",
    "uwv__spanningsindicator",
    "uwv__stap",
}  # fmt: skip
REFUSED = {
    "eurostat__migr_resfirst": "Eurostat reports an error for this extraction",
    "ind__sponsors_work": "60",  # sponsors in the case; the register has some 13,000
}
# nobody recorded it, a person has to bring it, or the mirror answers with another package of DUO's, which is refused
NOTHING = ("HTTP 404", "downloaded by hand", "package_show?id=")


def test_it_publishes_and_says_of_each_dataset_that_is_missing_why(cased: Built) -> None:
    assert cased.status == 3, cased.output
    missing = {str(d): str(r) for d, r in cased.published(
        "select dataset_id, status_reason from marts.dim_dataset where status = 'missing'"
    )}  # fmt: skip
    assert set(missing) == set(load_catalogue()) - (RECORDED | COME) | set(REFUSED)
    for dataset, reason in missing.items():
        assert f"missing: {dataset}: " in cased.output
        assert any(words in reason for words in (REFUSED.get(dataset, ""), *NOTHING) if words), (dataset, reason)


def test_nothing_is_withheld(cased: Built) -> None:
    assert cased.published("from meta.withheld") == []


def test_the_match_of_vacancies_is_read_with_its_real_names(cased: Built) -> None:
    """The values of the other cases are those of test_cases_cbs and test_cases_marts, of this same build."""
    told = cased.warehouse("select count(*) from raw.uwv__open_match where PEILDATUM = '26-11-2019'")
    assert told == [(120,)]
