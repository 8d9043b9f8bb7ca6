"""The plan is carried out: at most one comment of ours and one review, whatever happens on the way."""

from typing import NamedTuple

from actions.posting.notes import Note, NotePlan, lost, plan_notes
from actions.posting.plan import Create, Edit, Keep, Plan, plan
from iso20k.edges.github import conversation, pulls
from iso20k.edges.github.answers import CannotWrite, Failure, Unanswered
from iso20k.edges.github.connection import ATTEMPTS, Connection
from iso20k.reports.markdown.marking import marker


class Wanted(NamedTuple):
    """What a pull request is to be told.

    `head` is the commit whose lines were judged; `notes` in the order of their weight, `standing` the ids of all findings that
    are not solved; `most` limits the notes (0: none are written or changed).
    """

    number: int
    head: str
    key: str
    author: str
    body: str
    may_create: bool = True
    notes: tuple[Note, ...] = ()
    standing: frozenset[str] = frozenset()
    most: int = 0


class Told(NamedTuple):
    """What became of it: the comment's address, whether anything was written, and sentences on what could not be."""

    url: str = ""
    written: bool = False
    trouble: str = ""
    is_refused: bool = False


def post(where: Connection, wanted: Wanted) -> Told:
    """Tell the pull request; what goes wrong is said and never changes a verdict."""
    proposal = pulls.pull_request(where, wanted.number)
    if isinstance(proposal, Failure):
        return failed(proposal)
    if wanted.head and proposal.head != wanted.head:
        return Told(
            trouble=f"No comment was written: commit {wanted.head[:12]} is not the head of the pull request any more, "
            "a newer one is being checked."
        )
    told = _comment(where, wanted)
    if told.trouble or not wanted.most:
        return told
    trouble = _notes(where, wanted)
    if isinstance(trouble, bool):
        return told._replace(written=told.written or trouble)
    words = " ".join(filter(None, (told.trouble, f"Notes on lines were not all written ({trouble.reason}).")))
    return told._replace(trouble=words)


def failed(failure: Failure) -> Told:
    """A token without the right to comment is ordinary; the reader is told where the findings are instead."""
    if isinstance(failure, Unanswered):
        return Told(trouble=f"No comment was written: GitHub gave no usable answer ({failure.reason}).")
    return Told(
        trouble=f"No comment was written: the token may not write to this pull request ({failure.reason}). "
        "This is so for pull requests from forks, and for jobs without the permission pull-requests: write. "
        "The job summary and the annotations hold the findings.",
        is_refused=True,
    )


def _comment(where: Connection, wanted: Wanted) -> Told:
    """A comment whose creation was not answered is looked for before it is written again."""
    failure: Failure = Unanswered("not asked")
    for attempt in range(ATTEMPTS):
        existing = conversation.comments(where, wanted.number)
        if isinstance(existing, Failure):
            return failed(existing if attempt == 0 else failure)
        planned = plan(
            existing,
            wanted.body,
            marker=marker(wanted.key),
            author=wanted.author,
            may_create=wanted.may_create,
        )
        done = _carried_out(where, wanted.number, planned)
        if isinstance(done, Told):
            # found standing after its creation was not answered
            return done._replace(written=done.written or attempt > 0)
        failure = done
        if isinstance(done, CannotWrite) or not isinstance(planned.step, Create) or not done.passing:
            return failed(done)
        if not where.may_repeat(attempt):
            return _last_look(where, wanted, done)
    return failed(failure)


def _last_look(where: Connection, wanted: Wanted, failure: Unanswered) -> Told:
    """No time is left to write again, but what was written must not be called missing."""
    existing = conversation.comments(where, wanted.number)
    if not isinstance(existing, Failure):
        found = plan(existing, wanted.body, marker=marker(wanted.key), author=wanted.author, may_create=False)
        if isinstance(found.step, Keep):
            return Told(found.step.url, written=True)
    return failed(failure)


def _carried_out(where: Connection, number: int, planned: Plan) -> Told | Failure:
    for extra in planned.extra:
        # a later one of ours repeats the first; one that stays is mended on the next run
        conversation.delete(where, extra)
    match planned.step:
        case Create(body):
            answer = conversation.create(where, number, body)
        case Edit(comment_id, body):
            answer = conversation.edit(where, comment_id, body)
        case Keep(url):
            return Told(url, written=bool(planned.extra))
        case _:
            return Told()
    return answer if isinstance(answer, Failure) else Told(answer.url, written=True)


def _notes(where: Connection, wanted: Wanted) -> bool | Failure:
    """Whether anything was written; a Failure where something was not."""
    existing = conversation.notes(where, wanted.number)
    if isinstance(existing, Failure):
        return existing
    planned = plan_notes(
        existing,
        wanted.notes,
        wanted.standing,
        key=wanted.key,
        author=wanted.author,
        commit=wanted.head,
        most=wanted.most,
    )
    failure = _reviewed(where, wanted, planned) if planned.fresh else None
    for note_id, body in planned.edits:
        answer = conversation.edit_note(where, note_id, body)
        failure = answer if isinstance(answer, Failure) else failure
    return failure or bool(planned.fresh or planned.edits)


def _reviewed(where: Connection, wanted: Wanted, planned: NotePlan) -> Failure | None:
    """A review whose creation was not answered is looked for before the rest of it is written again."""
    failure: Failure | None = None
    for attempt in range(ATTEMPTS):
        failure = conversation.review(where, wanted.number, wanted.head, planned.review_body, planned.fresh)
        if not isinstance(failure, Unanswered) or not failure.passing or not where.may_repeat(attempt):
            return failure
        existing = conversation.notes(where, wanted.number)
        if isinstance(existing, Failure):
            return failure
        planned = lost(planned, existing, wanted.author)
        if not planned.fresh:
            return None
    return failure
