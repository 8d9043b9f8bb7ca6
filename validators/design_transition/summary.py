"""What a person would read out about design and transition."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import missing_stages
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import informative_words
from iso20k.wording.phrases import count, listed
from validators.design_transition.contents import INTEGRATIONS, integrated
from validators.design_transition.criteria import criteria
from validators.design_transition.lifecycle import STAGES, chain, stages
from validators.design_transition.projects import Project, projects
from validators.design_transition.statements import lowered

_LONGEST = 8


def summary(workspace: Workspace, dtn: Artifact) -> str:
    """'7 of 7 lifecycle stages: requirements → …. 6 acceptance criteria: …. Integration with change management (…), …'."""
    return " ".join(
        part
        for part in (_stages(dtn), _criteria(dtn), _integration(dtn, workspace.edition), _projects(dtn))
        if part
    )


def _stages(dtn: Artifact) -> str:
    known = stages(dtn)
    there = len(STAGES) - len(missing_stages([stage.name for stage in known], STAGES))
    return f"{there} of {len(STAGES)} lifecycle stages defined" + (f": {chain(dtn)}." if known else ".")


def _criteria(dtn: Artifact) -> str:
    names = [lowered(criterion.name) for criterion in criteria(dtn)]
    if not names:
        return "No acceptance criterion is documented."
    head = count(len(names), "acceptance criterion", "acceptance criteria")
    return f"{head} documented: {listed(names)}."


def _integration(dtn: Artifact, edition: str) -> str:
    found = {topic.name: integrated(dtn, number, topic, edition) for number, topic in INTEGRATIONS}
    told = [f"{name}{_how(what)}" for name, what in found.items() if what is not None]
    lacking = [name for name, what in found.items() if what is None]
    parts = (
        f"Integration with {listed(told)} is documented." if told else "",
        f"Not integrated: {listed(lacking)}." if lacking else "",
    )
    return " ".join(part for part in parts if part)


def _how(what: str) -> str:
    first = what.split(":")[0].split(";")[0].strip(" .")
    return f" ({lowered(first)})" if informative_words(first) and len(first.split()) <= _LONGEST else ""


def _projects(dtn: Artifact) -> str:
    known = projects(dtn)
    if not known:
        return ""
    return f"{count(len(known), 'project')}: {listed(_dated(project) for project in known)}."


def _dated(project: Project) -> str:
    name = " ".join(part for part in (project.id, project.name) if part)
    if project.actual:
        return f"{name}, live since {project.actual.text}"
    return f"{name}, go-live planned for {project.planned.text}" if project.planned else name
