"""iso20k.yaml to a Configuration, every fault named with its line."""

from __future__ import annotations

from math import inf, isfinite
from typing import TYPE_CHECKING, Any

from iso20k.configuration import CONFIGURATION_FILE, Configuration, ConfigurationError, Waiver
from iso20k.document import ReadingError
from iso20k.reading.front_matter import compose, shape
from iso20k.standard.radar import RADAR_AREAS
from iso20k.values.day import iso_day

if TYPE_CHECKING:
    import yaml

_KEYS = ("organisation", "edition", "folder", "weights", "thresholds", "hook", "waivers")


def read_configuration(data: bytes) -> Configuration:
    """The settings that `data` holds; raises `ConfigurationError` with line, fault and cure."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigurationError(line, "the file is not UTF-8", "Save iso20k.yaml as UTF-8.") from None
    try:
        node = compose(text, 1)
    except ReadingError as error:
        raise ConfigurationError(error.line, error.message, "Repair the YAML of iso20k.yaml.") from None
    fields = _mapping(node, "iso20k.yaml") if node is not None else {}
    for name, (key, _) in fields.items():
        if name not in _KEYS:
            raise _fault(key, f"'{name}' is no setting", f"Use {', '.join(_KEYS)}.")
    return Configuration(
        organisation=_text(fields, "organisation", ""),
        edition=_choice(fields, "edition", ("2011", "2018")),
        folder=_folder(fields),
        weights=_weights(fields),
        thresholds=_numbers(fields, "thresholds"),
        drafts=_choice(_section(fields, "hook"), "drafts", ("tolerate", "refuse")),
        refuse=_choice(_section(fields, "hook"), "refuse", ("errors", "warnings")),
        waivers=tuple(_waivers(fields)),
    )


Fields = dict[str, tuple["yaml.Node", "yaml.Node"]]


def _fault(node: Any, message: str, hint: str) -> ConfigurationError:
    return ConfigurationError(node.start_mark.line + 1, message, hint)


def _mapping(node: yaml.Node, what: str) -> Fields:
    if shape(node) != "mapping":
        raise _fault(node, f"{what} is not a list of 'key: value' lines", "Write 'key: value' lines.")
    fields: Fields = {}
    for key, value in node.value:
        if not isinstance(key.value, str) or key.value in fields:
            raise _fault(
                key, f"the key '{key.value}' is no name or stands twice", "Keep one line for each setting."
            )
        fields[key.value] = (key, value)
    return fields


def _section(fields: Fields, name: str) -> Fields:
    return _mapping(fields[name][1], f"'{name}'") if name in fields else {}


def _text(fields: Fields, name: str, default: str) -> str:
    if name not in fields:
        return default
    _, node = fields[name]
    if shape(node) != "scalar":
        raise _fault(node, f"'{name}' is not a single value", f"Write '{name}: value'.")
    return str(node.value).strip()


def _choice(fields: Fields, name: str, allowed: tuple[str, ...]) -> str:
    value = _text(fields, name, allowed[0])
    if value not in allowed:
        raise _fault(fields[name][1], f"'{name}' is '{value}'", f"Use {' or '.join(allowed)}.")
    return value


def _folder(fields: Fields) -> str:
    value = _text(fields, "folder", "sms").replace("\\", "/").rstrip("/") or "."
    if value.startswith("/") or ".." in value.split("/") or ":" in value:
        raise _fault(
            fields["folder"][1],
            f"the folder '{value}' lies outside the workspace",
            "Name a folder below iso20k.yaml.",
        )
    return value.removeprefix("./")


def _numbers(fields: Fields, name: str) -> dict[str, float]:
    numbers = {}
    for key, (_, node) in _section(fields, name).items():
        try:
            numbers[key] = float(node.value)
        except (TypeError, ValueError):
            numbers[key] = inf
        if not isfinite(numbers[key]):
            raise _fault(node, f"'{name}.{key}' is no number", "Write a number.")
    return numbers


def _weights(fields: Fields) -> dict[str, int]:
    if "weights" not in fields:
        return {}
    weights = {area.name: area.weight for area in RADAR_AREAS}
    for key, value in _numbers(fields, "weights").items():
        if key not in weights or value != int(value) or value < 0:
            names = ", ".join(weights)
            raise _fault(
                fields["weights"][0],
                f"'weights.{key}: {value:g}' is no area with a whole weight",
                f"Use {names}.",
            )
        weights[key] = int(value)
    if sum(weights.values()) != 100:
        raise _fault(
            fields["weights"][0],
            f"the weights sum to {sum(weights.values())}",
            "Make the nine weights sum to 100.",
        )
    return weights


def _waivers(fields: Fields) -> list[Waiver]:
    if "waivers" not in fields:
        return []
    node = fields["waivers"][1]
    if shape(node) != "sequence":
        raise _fault(node, "'waivers' is not a list", "Write '- rule: …' entries.")
    waivers = []
    for item in node.value:
        entry = _mapping(item, "a waiver")
        for name, (key, _) in entry.items():
            if name not in ("rule", "path", "reason", "until"):
                raise _fault(key, f"'{name}' is no field of a waiver", "Use rule, path, reason and until.")
        line = item.start_mark.line + 1
        until = iso_day(_text(entry, "until", ""))
        rule = _text(entry, "rule", "").upper()
        waivers.append(
            Waiver(
                rule, _text(entry, "path", ""), 0, _text(entry, "reason", ""), until, CONFIGURATION_FILE, line
            )
        )
    return waivers
