"""What `physiocheck suggestions` does and prints."""

import json as json_text
from dataclasses import asdict
from pathlib import Path
from typing import Final

from rich.console import Console

from physiocheck_desktop.assessment.definition_json import write_definition_json
from physiocheck_desktop.assessment.definition_toml import write_definition
from physiocheck_desktop.bootstrap import build_application
from physiocheck_desktop.cli.choices import EXERCISE_SUFFIXES
from physiocheck_desktop.cli.console import output_console, standard_output
from physiocheck_desktop.config.settings import load_settings
from physiocheck_desktop.domain.errors import InputError
from physiocheck_desktop.domain.suggestion import (
    Change,
    ChangedPart,
    SuggestionKind,
    SuggestionRecord,
    SuggestionState,
    Tally,
)
from physiocheck_desktop.reports.output_file import write_whole
from physiocheck_desktop.services.application import Application
from physiocheck_desktop.services.paging import MAX_PAGE

_NUMBER_LENGTH: Final = 8
_TITLES: Final = {
    SuggestionKind.RAISE_TARGET: "raise the target",
    SuggestionKind.EASE_TARGET: "ease the target",
    SuggestionKind.WIDEN_RULE: "widen a rule",
    SuggestionKind.SLOW_TEMPO: "slow the tempo",
    SuggestionKind.UNRELIABLE_MEASURE: "leave a measure out",
    SuggestionKind.EASIER_EXERCISE: "an easier exercise",
    SuggestionKind.HARDER_EXERCISE: "a harder exercise",
}
_PARTS: Final = {
    ChangedPart.TARGET_PEAK: "target of {}",
    ChangedPart.RULE_LOW: "lower bound of the rule {}",
    ChangedPart.RULE_HIGH: "upper bound of the rule {}",
    ChangedPart.TEMPO: "tempo, {}",
    ChangedPart.PROGRESS_MEASURE: "{}",
    ChangedPart.EXERCISE: "do {} instead",
}


def print_suggestions(*, decided: bool, json: bool) -> None:
    """Draw suggestions from the newest sessions and print them."""
    with build_application(load_settings(), is_there=True) as application:
        records = _drawn(application)
    shown = [each for each in records if decided or each.state is SuggestionState.PROPOSED]
    if json:
        with standard_output() as output:
            content = [asdict(each) for each in shown]
            output.write(json_text.dumps(content, indent=2, default=str, ensure_ascii=False) + "\n")
        return
    with output_console() as console:
        for record in shown:
            state = "" if record.state is SuggestionState.PROPOSED else f" ({record.state})"
            suggestion = record.suggestion
            console.print(f"{_number(record)}  {suggestion.exercise_key}: {_TITLES[suggestion.kind]}{state}")
            console.print(f"          {suggestion.evidence.sentence}", soft_wrap=True)
        if not shown:
            console.print("Your sessions speak for no change now.")


def print_suggestion(which: str) -> None:
    """Print one suggestion with all that it rests on."""
    with build_application(load_settings(), is_there=True) as application:
        record = _chosen(application, which)
    with output_console() as console:
        _print_whole(console, record)


def decide(which: str, *, accept: bool) -> None:
    """Accept or reject a suggestion."""
    with build_application(load_settings(), is_there=True) as application:
        record = _chosen(application, which)
        application.suggestions.decide(application.actor, record.id, accept=accept)
    done = "Accepted; it holds from the next session on." if accept else "Rejected; the exercise stays as it is."
    with output_console() as console:
        console.print(done)


def write_exercise(key: str, output: Path) -> None:
    """Write an exercise as it is for the actor now.

    Raises:
        InputError: There is no such exercise, or the output cannot be written so.
    """
    if output.suffix not in EXERCISE_SUFFIXES:
        raise InputError(
            f"An exercise cannot be written as {output.name}.", remedy="Use a name that ends in .toml or .json."
        )
    with build_application(load_settings(), is_there=True) as application:
        wanted = application.exercises.find(key)
        definition = application.suggestions.exercise(application.actor, application.actor.user_id, wanted.key)
    write = write_definition_json if output.suffix == ".json" else write_definition
    write_whole(output, write(definition).encode("utf-8"))
    with output_console() as console:
        console.print(f"Written: {output}", soft_wrap=True)


def _drawn(application: Application) -> tuple[SuggestionRecord, ...]:
    actor = application.actor
    known = {definition.key for definition in application.exercises}
    done = {record.exercise_key for record in application.sessions.history(actor, MAX_PAGE)}
    for key in sorted(done & known):
        application.suggestions.suggest(actor, actor.user_id, key)
    return application.suggestions.suggestions(actor, actor.user_id)


def _chosen(application: Application, which: str) -> SuggestionRecord:
    records = application.suggestions.suggestions(application.actor, application.actor.user_id)
    found = [each for each in records if each.id.hex.startswith(which.casefold())] if which else []
    if len(found) != 1:
        raise InputError(
            f"There is no suggestion “{which}”." if not found else f"More than one suggestion begins with “{which}”.",
            remedy="physiocheck suggestions list --all prints their numbers.",
        )
    return found[0]


def _number(record: SuggestionRecord) -> str:
    return record.id.hex[:_NUMBER_LENGTH]


def _print_whole(console: Console, record: SuggestionRecord) -> None:
    suggestion, evidence = record.suggestion, record.suggestion.evidence
    console.print(f"{_number(record)}  {suggestion.exercise_key}: {_TITLES[suggestion.kind]} ({record.state})")
    for change in suggestion.changes:
        console.print(f"  {_told(change)}")
    console.print(f"  why: {evidence.sentence}", soft_wrap=True)
    console.print(
        f"  seen in {evidence.sessions} sessions, {evidence.repetitions} repetitions: median {evidence.median:.1f}, "
        f"half of them between {evidence.low_quartile:.1f} and {evidence.high_quartile:.1f}"
    )
    if suggestion.forecast is not None:
        before, after = suggestion.forecast.before, suggestion.forecast.after
        console.print(f"  as it is:   {_tally(before)}")
        console.print(f"  as changed: {_tally(after)}")


def _told(change: Change) -> str:
    what = _PARTS[change.part].format(change.name.replace("_", " "))
    if change.part is ChangedPart.EXERCISE:
        return what
    if change.after is None:
        return f"{what}: left out"
    return f"{what}: {change.after:g}" if change.before is None else f"{what}: {change.before:g} to {change.after:g}"


def _tally(tally: Tally) -> str:
    score = "" if tally.score is None else f", mean score {tally.score.total:.0f}"
    return f"{tally.counted} of {tally.attempts} attempts count{score}"
