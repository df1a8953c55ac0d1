"""Marks follow the recorded outcome."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from ssl_helpers.checking import outcomes


class OutcomeDecides(NbGraderPreprocessor):
    """After execution: a check cell earns its points for a recorded outcome "correct", and for nothing else.

    nbgrader itself would give full marks to a cell that printed nothing at all, and none to a right answer whose check
    cell caught a warning on stderr.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        if cell.cell_type != "code" or not is_grade(cell) or is_solution(cell):
            return cell, resources
        kind = _recorded(cell)
        if kind == outcomes.CORRECT:
            cell.outputs = [one for one in cell.outputs if one.get("name") != "stderr"]
        elif not any(one.output_type == "error" for one in cell.outputs):
            words = "Not reached: the check left no outcome, so it earns no points."
            cell.outputs.append(new_output("error", ename="NotReached", evalue=words, traceback=[words]))
        return cell, resources


def _recorded(cell: NotebookNode) -> str | None:
    """The kind of outcome that the check of this very cell left last, or None."""
    left = [one.data[outcomes.MIME] for one in cell.outputs if outcomes.MIME in one.get("data", {})]
    mine = [one for one in left if one["exercise"].replace(".", "-") == cell.metadata.nbgrader.grade_id]
    return mine[-1]["kind"] if mine else None
