"""Stage two: a finished run's report is fetched, validated, rendered and posted; nothing of the change is checked out."""

import os
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from actions import inputs, runner
from actions.comment.archive import ARCHIVE_LIMIT, RefusedError, report_in
from actions.comment.origin import NothingToPost, Run, pull_request_of, run_of
from actions.inputs import InputError
from actions.posting.post import Told, failed, post
from actions.posting.wanted import COMMENTING, wanted
from iso20k.edges.github import artifacts
from iso20k.edges.github.answers import Failure
from iso20k.edges.github.artifacts import Artifact, Gone
from iso20k.edges.github.connection import Connection
from iso20k.edges.schemas import schema
from iso20k.reports.annotations import command
from iso20k.reports.markdown.inert import inert
from iso20k.reports.markdown.places import Links


class Settings(NamedTuple):
    """One run of stage two."""

    token: str
    author: str
    key: str
    comment: str
    max_inline: int
    artifact: str


def settings(env: Mapping[str, str]) -> Settings:
    """The action's inputs; raises InputError."""
    key = inputs.key(env)
    return Settings(
        token=inputs.given(env, "token", ""),
        author=inputs.given(env, "author", "github-actions[bot]"),
        key=key,
        comment=inputs.one_of(env, "comment", "on-findings", COMMENTING),
        max_inline=inputs.notes(env),
        artifact=inputs.given(env, "artifact", f"iso20k-review-{key}"),
    )


def main() -> int:
    """0 whatever becomes of the comment: the verdict is that of stage one; 2 for an input that means nothing."""
    env = os.environ
    try:
        chosen = settings(env)
    except InputError as error:
        print(command("error", str(error)))
        return 2
    told = _told(chosen, env)
    if told.trouble:
        print(command("notice" if told.is_refused else "warning", told.trouble))
    words = (
        inert(told.trouble, 1_000)
        or f"The comment stands at {told.url}." * bool(told.url)
        or "There was nothing to say."
    )
    runner.append(env.get("GITHUB_STEP_SUMMARY", ""), f"### The review's comment\n\n{words}\n")
    given = {"comment-url": told.url, "comment-written": str(told.written).lower()}
    runner.append(env.get("GITHUB_OUTPUT", ""), runner.outputs(given))
    return 0


def _told(chosen: Settings, env: Mapping[str, str]) -> Told:
    run = run_of(runner.event(env))
    if isinstance(run, NothingToPost):
        return _nothing(run.reason)
    api, repository = env.get("GITHUB_API_URL", "https://api.github.com"), env.get("GITHUB_REPOSITORY", "")
    where = Connection(api, chosen.token, repository)
    number = pull_request_of(where, run)
    if isinstance(number, NothingToPost):
        return _nothing(number.reason)
    if isinstance(number, Failure):
        return failed(number)
    report = _report(where, run, chosen)
    if isinstance(report, NothingToPost):
        return _nothing(report.reason)
    if isinstance(report, Failure):
        return failed(report)
    if chosen.comment == "off":
        return Told()
    links = Links(
        runner.files_url(env, report["head"]["commit"], quote(report["workspace"])),
        runner.run_url(env, str(run.id)),
    )
    asked = wanted(
        report,
        number=number,
        key=chosen.key,
        author=chosen.author,
        commenting=chosen.comment,
        most=chosen.max_inline,
        links=links,
    )
    # the commit that GitHub names, whatever the report says
    return post(where, asked._replace(head=run.head))


def _report(where: Connection, run: Run, chosen: Settings) -> dict[str, Any] | NothingToPost | Failure:
    listed = artifacts.artifacts(where, run.id)
    if isinstance(listed, Failure):
        return listed
    named = [one for one in listed if one.name == chosen.artifact]
    if not named:
        return NothingToPost(f"the run has left no artifact {chosen.artifact}")
    newest: Artifact = named[-1]
    if newest.expired:
        return NothingToPost(f"the artifact {chosen.artifact} has expired; run the check again")
    if newest.size > ARCHIVE_LIMIT:
        return NothingToPost(f"the artifact {chosen.artifact} is larger than {ARCHIVE_LIMIT:,} bytes")
    data = artifacts.download(where, newest, ARCHIVE_LIMIT)
    if isinstance(data, Gone):
        return NothingToPost(data.reason)
    if isinstance(data, Failure):
        return data
    try:
        return report_in(data, f"{chosen.artifact}.json", schema("review-1"))
    except RefusedError as error:
        return NothingToPost(f"the artifact {chosen.artifact} was refused: {error}")


def _nothing(reason: str) -> Told:
    return Told(trouble=f"No comment was written: {reason}.")


if __name__ == "__main__":
    sys.exit(main())
