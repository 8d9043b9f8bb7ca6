"""What the scope already says about the services of the catalog."""

from collections.abc import Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from validators.sms_scope.boundaries import services_in_scope


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """An entry for each service in scope, with the customers that the scope names for it."""
    scope = workspace.artifact("sms-scope")
    if scope is None:
        return {}
    rows = {record.line: record for record in scope.records("services")}
    found = []
    for service in services_in_scope(scope):
        row = rows.get(service.place.line)
        cells = {"id": service.id, "name": service.name, "type": service.kind}
        cells["customers"] = row.text("customers") if row else ""
        found.append(Drafted({key: text for key, text in cells.items() if text}, service.place))
    return {"services": tuple(found)}
