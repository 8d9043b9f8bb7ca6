"""What happens when supplier and provider disagree, and when a supplier runs a whole process."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.supplier_management.governance import (
    CONTROLS,
    dispute_owner,
    dispute_steps,
    nothing_outsourced,
    outsourced,
)
from validators.supplier_management.suppliers import said

SUPPLIERS = "supplier-management"
_STEPS = "| 1 Record | The dispute is recorded in ServiceNow with contract clause, facts and amount | 2 business days | Each contract owner |\n"
_HEAD = "# Supplier Management\n\n## Disputes\n\n"


@rule(
    "SUP-10", "dispute-procedure", Severity.STRICT, Kind.PRESENCE, "7.2 / 8.3.4.1", SUPPLIERS,
    why="A dispute without a procedure is fought while the customers' service waits.",
    hint="Describe under 'Disputes' the steps from recording to decision, and who owns each.",
    fails=Example(
        (
            Edit("Services continue during a dispute. No dispute was open on 2026-10-20.", "Disputes with suppliers are solved in good faith between the partners, as they have always been in the past."),
            Edit("| 1 Record | The dispute is recorded in ServiceNow with contract clause, facts and amount | 2 business days | Each contract owner |\n", ""),
            Edit("| 2 Clarify | Contract owner and supplier look for an agreement at their level | 10 business days | Each contract owner |\n", ""),
            Edit("| 3 Escalate | Supplier's management is involved, disputed amounts are held back as the contract allows | 20 business days | Laura Bennett |\n", ""),
            Edit("| 4 Decide | Mediation, legal steps or exit are decided; affected customers are told | next board meeting | James Park |\n", ""),
            Edit("| 5 Close | Result, contract change and lesson are recorded | 5 business days | Laura Bennett |\n", ""),
        ),
        (
            Found("the dispute procedure has no steps", at="## Disputes"),
            Found("the dispute procedure has no owner", at="## Disputes"),
        ),
    ),
    more=(
        Example(
            (Edit("", f"{_HEAD}Disputes with suppliers are solved in good faith between the partners, as they have always been in the past.\n"),),
            (
                Found("the dispute procedure has no steps", at="## Disputes"),
                Found("the dispute procedure has no owner", at="## Disputes"),
            ),
        ),
        Example(
            (Edit("", "# Supplier Management\n\n## Reviews\n\nNo dispute was open at the last review with any supplier.\n"),),
            (Found("there is no dispute procedure", at="# Supplier Management"),),
        ),
        Example(
            (Edit("", f"{_HEAD}There is no dispute procedure, and nobody is named who would decide in a dispute with a supplier.\n"),),
            (Found("there is no dispute procedure", at="## Disputes"),),
        ),
        Example(
            (Edit("", f"{_HEAD}| Step | What happens | Owner |\n|---|---|---|\n| 1 | Record the dispute | |\n| 2 | Escalate to the supplier's management | |\n"),),
            (Found("the dispute procedure has no owner", at="## Disputes"),),
        ),
        Example((Edit("", f"{_HEAD}1. The contract manager records the dispute.\n2. The IT manager escalates to the supplier's management within 10 days.\n3. The CFO decides on legal steps.\n"),)),
        Example((Edit("", f"{_HEAD}Laura Bennett records the dispute with its clause and amount. If no agreement is found within ten days, she escalates it to the supplier's management.\n"),)),
    ),
)  # fmt: skip
def dispute_procedure(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    steps = dispute_steps(artifact)
    if steps is None:
        yield Problem(artifact.section_place("disputes"), "there is no dispute procedure")
        return
    if steps < 2:
        yield Problem(artifact.section_place("disputes"), "the dispute procedure has no steps")
    if not dispute_owner(artifact):
        yield Problem(artifact.section_place("disputes"), "the dispute procedure has no owner")


@rule(
    "SUP-13", "outsourced-process-governed", Severity.STRICT, Kind.PRESENCE, "4.2 / 8.2.3", SUPPLIERS,
    source="s",
    each=("governance",),
    why="For a process that another party runs the provider stays accountable: it controls definition, performance and improvement.",
    hint="Say for the process who is accountable, and how its definition and interfaces, performance and improvement are controlled.",
    fails=Example(
        (Edit("| NetOps owns spaces, rights and structure | Availability compared with the contract, half-yearly |", "| | none |"),),
        (Found("the governance of 'Hosted site beneath Knowledge Base' by Atlassian lacks control of definition and interfaces and performance", at="| Hosted site beneath Knowledge Base |"),),
    ),
    more=(
        Example(
            (Edit("", "# Supplier Management\n\n## Governance of outsourced processes\n\nOutsourced processes are discussed with the partners from time to time, as the work allows and needs.\n"),),
            (Found("nothing says which processes other parties operate and how they are governed", at="## Governance of outsourced processes"),),
        ),
        Example((Edit("", "# Supplier Management\n\n## Governance\n\nNo process of clauses 5 to 9 is outsourced; all are operated by the organization itself.\n"),)),
        Example((Edit("", "# Supplier Management\n\n## Outsourced processes\n\n### Incident management (night shift)\n\n- Operated by: Baltic Support\n- Accountable: Tom Fraser\n- Definition and interfaces: our procedure, changed by us only\n- Performance: weekly report\n- Improvements: decided by us each quarter\n"),)),
    ),
)  # fmt: skip
def outsourced_governed(workspace: Workspace, artifact: Artifact) -> Iterator[Problem]:
    rows = outsourced(artifact)
    if not rows and not nothing_outsourced(artifact):
        message = "nothing says which processes other parties operate and how they are governed"
        yield Problem(artifact.home("governance"), message)
    for row in rows:
        lacking = [word for key, word in CONTROLS if not said(row.text(key))]
        if lacking:
            by = f" by {row.text('party')}" if row.filled("party") else ""
            message = f"the governance of '{row.text('process')}'{by} lacks {listed(lacking)}"
            yield Problem(row.place, message)
