"""`talent explain`: a figure down to the cells that it was made of, as a tree that a person reads or as JSON."""

from rich.console import Console

from ingestion.home import Home
from orchestration.cli.answers import Form, write, write_json
from orchestration.cli.app import NOT_DONE, OK, SOMETHING_MISSING, say
from orchestration.explain.explanation import explained, of_scorecard
from orchestration.explain.project import Name, NotExplained, opened
from orchestration.explain.replay import Bench
from orchestration.explain.telling import told


def run(home: Home, name: str, chosen: dict[str, str], where: str, column: str, form: Form, out: Console) -> int:
    """Prints the explanation. 0 recomputed and equal, 3 another value, 1 not explained."""
    try:
        bench = Bench(project := opened(home))
        mart: Name = ("marts", name)
        if mart in project.tables:
            asked = [column] if column else None
            if column and column not in project.tables[mart].columns:
                raise NotExplained(f"{column} is geen kolom van {name}")
            explanation = explained(bench, mart, where or "true", asked, column)
        else:
            if missing := [f"--{option}" for option, given in chosen.items() if not given]:
                raise NotExplained(
                    f"{name} is geen tabel, en voor een cijfer van de scorekaart ontbreekt {', '.join(missing)}"
                )
            explanation = of_scorecard(
                bench, name, chosen["opgave"], chosen["delineation"], chosen["period"], column or "value"
            )
    except NotExplained as refusal:
        say(str(refusal))
        return NOT_DONE
    if form is Form.json:
        write_json(explanation.as_json(), out)
    elif form is Form.csv:  # the cells that it rests on, of several tables: a column where any has it
        leaves = explanation.leaves()
        names = list(dict.fromkeys(name for leaf in leaves for name in leaf))
        write(names, [[leaf.get(name) for name in names] for leaf in leaves], form, out)
    else:
        for line in told(explanation):
            out.print(line, markup=False)
        if home.kind == "demo":
            say("\nDit is de demo: de cijfers zijn verzonnen, de weg erlangs is echt.")
    return SOMETHING_MISSING if explanation.problem else OK
