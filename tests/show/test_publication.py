"""Documents made fit for publication: what is hidden stands nowhere, and what is left is still true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline import Coder
from dateline.model import CodedDocument, Event, Span
from dateline.show.exports import ExportFormat, export_lines, write_excel, write_parquet
from dateline.show.publication import Level, coarsened, masked, prepared

TEXT = (
    "President Samvel Petrosyan met Maria Lopez-Garcia, a teacher, in Gyumri on Monday. S. Petrosyan said police in "
    "the village of Tegh in Syunik province had killed Ahmed al-Nasser, 34, and three others. “We saw them,” "
    "Nasser's brother said. LOPEZ-GARCIA ACCUSED THE POLICE. Lopez-Garcia accused the police of torture. "
    "Presidents come and go, said the US ambassador."
)


@pytest.fixture(scope="module")
def document() -> CodedDocument:
    coded = Coder(rules_only=True).code(
        TEXT, id="petrosyan-lopez-1.txt", title="Petrosyan meets a teacher of Gyumri", published="2024-05-16"
    )
    return coded.model_copy(update={"url": "https://example.org/2024/05/petrosyan-meets"})


def _everywhere(document: CodedDocument, folder: Path) -> str:
    """Give all that any format says of the document."""
    texts = [
        "".join(export_lines([document], format_))
        for format_ in ExportFormat
        if format_ not in (ExportFormat.PARQUET, ExportFormat.XLSX)
    ]
    write_excel([document], folder / "a.xlsx")
    write_parquet([document], folder)
    import pyarrow.parquet as pq
    from openpyxl import load_workbook

    texts += [json.dumps(pq.read_table(path).to_pylist(), ensure_ascii=False) for path in folder.glob("*.parquet")]
    texts += [
        str(cell)
        for sheet in load_workbook(folder / "a.xlsx")
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    return "\n".join([*texts, document.model_dump_json()])


def test_no_format_tells_a_masked_name(document: CodedDocument, tmp_path: Path) -> None:
    names = ("Samvel", "Petrosyan", "Maria", "Lopez", "Garcia", "Ahmed", "Nasser")
    before, after = _everywhere(document, tmp_path), _everywhere(masked(document), tmp_path)
    assert all(name.lower() in before.lower() for name in names)
    assert [name for name in names if name.lower() in after.lower()] == []


def test_masking_keeps_persons_apart_and_the_rest_of_the_text(document: CodedDocument) -> None:
    text = masked(document).text
    assert "President [person 1] met [person 2], a teacher, in Gyumri" in text
    assert "[person 1] said police in the village of Tegh" in text
    assert "[person 2] ACCUSED THE POLICE. [person 2] accused" in text
    assert "Presidents come and go, said the US ambassador." in text


@pytest.mark.parametrize("change", [{"mask_names": True}, {"coarsen": Level.COUNTRY}, {"coarsen": Level.PROVINCE}])
def test_offsets_move_with_the_text(document: CodedDocument, change: dict[str, object]) -> None:
    [made] = prepared([document], **change)  # type: ignore[arg-type]
    assert made.text != document.text
    assert len(made.events) == len(document.events) > 2
    spans: list[Span | Event] = [
        *made.places, *made.times, *made.figures, *(event.trigger for event in made.events), *made.events,
        *(mention for entity in made.entities for mention in entity.mentions),
        *(attribution.content for attribution in made.attributions),
    ]  # fmt: skip
    assert [span for span in spans if made.text[span.start : span.end] != span.text] == []
    assert [event.trigger.text for event in made.events] == [event.trigger.text for event in document.events]


@pytest.mark.parametrize(
    ("level", "hidden", "kept"),
    [(Level.PROVINCE, ("Gyumri", "Tegh"), "Syunik"), (Level.COUNTRY, ("Gyumri", "Tegh", "Syunik"), "ARM")],
)
def test_no_format_tells_a_finer_place(
    document: CodedDocument, tmp_path: Path, level: Level, hidden: tuple[str, ...], kept: str
) -> None:
    before, after = _everywhere(document, tmp_path), _everywhere(coarsened(document, level), tmp_path)
    assert all(name in before for name in hidden)
    assert [name for name in hidden if name in after] == []
    assert kept in after
    finest = 2 if level is Level.PROVINCE else 1
    for place in coarsened(document, level).places:
        assert (place.resolution or 0) <= finest
        assert place.district is None


def test_what_has_no_names_stays_as_it_is() -> None:
    plain = CodedDocument(id="a", text="Nothing happened.")
    assert list(prepared([plain], coarsen=Level.COUNTRY, mask_names=True)) == [plain]
