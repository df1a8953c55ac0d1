"""Marks follow the recorded outcome, for nbgrader's own `autograde` too."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from ssl_trainer.marking import check_of, outcomes_in, tidy_check


class OutcomeDecides(NbGraderPreprocessor):
    """After execution: a check cell earns its points for a recorded outcome "correct", and for nothing else.

    nbgrader itself would give full marks to a cell that printed nothing at all, and none to a right answer whose check
    cell caught a warning on stderr.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        exercise = check_of(cell)
        if exercise:
            left = outcomes_in(cell, exercise)
            tidy_check(cell, left[0] if len(left) == 1 else None)
        return cell, resources
